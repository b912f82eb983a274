/** Long, because one entry of the log changes many parts of a class, and here one sees which. */
import type { OrdinaryEvent, WireEvent } from '../../../../src/protocol';
import type { MarkedStaff } from '../../log/actions';
import { type ActionEntry, type BatchEntry, type ErasedEntry, LOG_START, type LogEntry, type Position } from '../../log/event-log';
import { eventGroups } from '../../log/event-groups';
import { HelpAndVisits } from './help/help-and-visits';
import type { Receipt } from './help/help-calls';
import { correctTime, type OrderKey, skewMs } from './events/corrected-time';
import { readHelpWords } from './events/event-data';
import { ExerciseBoard } from './exercises/exercise-board';
import { Messages } from './messages/messages';
import { Everybody } from './students/everybody';
import { LookAlikes } from './students/look-alikes';
import { PositionList } from './students/position-list';
import type { ProjectionValue, StudentValue } from './projection-value';
import { SESSION_GAP_MS } from './sessions/activity-spans';
import { toLoggedStep } from './sessions/class-clock';
import { ClassSessions } from './sessions/class-sessions';
import { isLost, type SourceLedger } from './sources/source-ledger';
import { SourceLedgers } from './sources/source-ledgers';
import { StaffMarks } from './students/staff-marks';
import { StudentRecord } from './students/student-record';

/** What changed since it was last asked. */
export interface ProjectionChanges {
  readonly students: ReadonlySet<string>;
  /** Teams whose figures changed, those that students left included. */
  readonly teams: ReadonlySet<string>;
  readonly help: boolean;
}

/** What an event came with. */
interface Carrier {
  readonly entry: BatchEntry;
  readonly position: Position;
  readonly ledger: SourceLedger;
  readonly skew: number;
  readonly bytesEach: number;
}

const NO_ENTRIES = new PositionList();

/**
 * A class as its log tells it: a fold by identity (student, sid, seq), so that late and doubled batches change
 * nothing that they should not, and a restart rebuilds it. It reads no clock and does nothing but remember.
 */
export class ClassProjection {
  readonly staffMarks = new StaffMarks();
  readonly #everybody = new Everybody(studentId => this.staffMarks.isStaff(studentId));
  readonly students: ReadonlyMap<string, StudentRecord> = this.#everybody.students;
  /** Instructors who joined to demonstrate. They, and what they work at, are kept apart, so that they count nowhere. */
  readonly staff: ReadonlyMap<string, StudentRecord> = this.#everybody.staff;
  readonly #staffExercises = new ExerciseBoard();
  readonly lookAlikes = new LookAlikes();
  readonly ledgers = new SourceLedgers();
  readonly exercises = new ExerciseBoard();
  readonly sessions = new ClassSessions(() => Array.from(this.#everybody.records(), ({ there }) => there));
  readonly helpAndVisits = new HelpAndVisits(this.sessions, this.staffMarks);
  readonly messages = new Messages(this.exercises, this.sessions);
  readonly #entries = new Map<string, PositionList>();
  #changedStudents = new Set<string>();
  #changedTeams = new Set<string>();
  #isHelpChanged = false;

  /** @param expiredBeforeMs events that were received before then are accounted for, and not looked at */
  constructor(readonly expiredBeforeMs = 0) {}

  /** Whether anything is remembered of a student: of what they did, or of what instructors did for them. */
  knows(studentId: string): boolean {
    const { helpAndVisits, messages } = this;
    return this.find(studentId) !== undefined || helpAndVisits.knows(studentId) || messages.knows(studentId);
  }

  /** Whoever has joined, staff or not. */
  find(studentId: string): StudentRecord | undefined {
    return this.#everybody.find(studentId);
  }

  /**
   * Where in the log a student's history is: their last erasure, and the batches after it. The list grows with the log, and a new one takes its place when
   * their data is erased.
   */
  entriesOf(studentId: string): PositionList {
    return this.#entries.get(studentId) ?? NO_ENTRIES;
  }

  /** Whether anything is folded in that was received before then, of students or of instructors. */
  holdsBefore(timeMs: number): boolean {
    const { helpAndVisits, messages, sessions } = this;
    const isOld = ({ oldestEventAtMs }: StudentRecord): boolean => oldestEventAtMs > 0 && oldestEventAtMs < timeMs;
    return (
      [...this.#everybody.records()].some(isOld) ||
      helpAndVisits.holdsBefore(timeMs) ||
      messages.holdsBefore(timeMs) ||
      sessions.holdsBefore(timeMs)
    );
  }

  /** @param position where the entry is in its log: the order in which instructors did things decides between them */
  fold(entry: LogEntry, position?: Position): void {
    for (const _ of this.foldInSteps(entry, position)) {
      // Nobody waits meanwhile.
    }
  }

  /** The same a few events at a time. Between two steps it is as good as any state, but for the rest of the entry: fold that again, or go on. */
  *foldInSteps(entry: LogEntry, position: Position = LOG_START): Generator<void, void, undefined> {
    switch (entry.kind) {
      case 'erased':
        this.#erase(entry, position);
        break;
      case 'action':
        this.#foldAction(entry, position);
        break;
      case 'enrolled':
        this.#change(entry.studentId, student => student.enrol(entry));
        break;
      case 'batch':
        yield* this.#foldBatch(this.#student(entry.studentId), entry, position);
        this.#change(entry.studentId, () => undefined);
        break;
      default:
      // Of a newer server.
    }
  }

  takeChanges(): ProjectionChanges {
    const changes = { students: this.#changedStudents, teams: this.#changedTeams, help: this.#isHelpChanged };
    this.#changedStudents = new Set();
    this.#changedTeams = new Set();
    this.#isHelpChanged = false;
    return changes;
  }

  /**
   * Everything that is remembered, student by student in the order in which they were first heard of, and last what is of none. The log
   * may be folded on between two of them: an entry belongs to one student, and folding it again later changes nothing.
   */
  *toValues(): Generator<ProjectionValue, void, undefined> {
    const { ledgers, helpAndVisits, messages, sessions, staffMarks } = this;
    const known = [
      this.#everybody.studentIds(),
      ledgers.studentIds(),
      helpAndVisits.studentIds(),
      messages.studentIds(),
      staffMarks.studentIds(),
      this.#entries.keys(),
    ];
    for (const studentId of new Set(known.flatMap(ids => [...ids]))) {
      yield this.#toValue(studentId);
    }
    yield { ...helpAndVisits.commonToValue(), messages: messages.messagesToValue(), sessions: sessions.toValue() };
  }

  #toValue(studentId: string): StudentValue {
    const forgottenSources = this.ledgers.forgottenOf(studentId);
    const staff = this.staffMarks.toValue(studentId);
    return {
      studentId,
      record: this.find(studentId)?.toValue() ?? null,
      sources: [...this.ledgers.ofStudent(studentId)].map(([sid, ledger]) => [sid, ledger.toValue()]),
      ...(forgottenSources !== undefined && { forgottenSources }),
      entries: this.entriesOf(studentId).toValue(),
      exercises: this.#boardOf(studentId).toValue(studentId),
      helpAndVisits: this.helpAndVisits.toValue(studentId),
      inbox: this.messages.inboxToValue(studentId),
      ...(staff !== undefined && { staff }),
    };
  }

  /** Takes up one value of a snapshot. A student counts as changed. */
  restore(value: ProjectionValue): void {
    if ('studentId' in value) {
      this.#restoreStudent(value);
    } else {
      this.helpAndVisits.restoreCommon(value);
      this.messages.restoreMessages(value.messages);
      this.sessions.restore(value.sessions);
    }
  }

  #restoreStudent(value: StudentValue): void {
    const { studentId, record, sources, forgottenSources, entries, exercises, helpAndVisits, inbox, staff } = value;
    if (staff !== undefined) {
      this.staffMarks.restore(studentId, staff);
    }
    this.#boardOf(studentId).restore(studentId, exercises);
    this.helpAndVisits.restore(studentId, helpAndVisits);
    this.messages.restoreInbox(studentId, inbox);
    for (const [sid, ledger] of sources) {
      this.ledgers.of(studentId, sid).restore(ledger);
    }
    if (forgottenSources !== undefined) {
      this.ledgers.restoreForgotten(studentId, forgottenSources);
    }
    if (entries.length > 0) {
      this.#entries.set(studentId, PositionList.of(entries));
    }
    if (record !== null) {
      const student = StudentRecord.of(record);
      this.#take(student);
      this.sessions.reckonAnew();
      this.#changedStudents.add(studentId);
      this.#changedTeams.add(student.team);
    }
  }

  /** What comes after it in the log is new: the student is, and each source from its mark on. */
  #erase({ studentId, sources }: ErasedEntry, position: Position): void {
    const [student, wasKnown] = [this.find(studentId), this.knows(studentId)];
    this.#drop(studentId);
    this.ledgers.erase(studentId, sources);
    this.#entries.delete(studentId);
    this.#noteEntry(studentId, position);
    this.#boardOf(studentId).erase(studentId);
    this.helpAndVisits.erase(studentId).forEach(team => this.#changedTeams.add(team));
    this.messages.erase(studentId);
    this.staffMarks.erase(studentId);
    if (wasKnown) {
      this.#changedStudents.add(studentId);
      this.#isHelpChanged = true;
    }
    if (student !== undefined) {
      this.#changedTeams.add(student.team);
    }
  }

  /** Their name was freed. Whoever left something behind stays. */
  #depart(studentId: string): void {
    const student = this.find(studentId);
    if (student?.isSilent === true) {
      this.#drop(studentId);
      this.staffMarks.erase(studentId);
      this.#changedStudents.add(studentId);
      this.#changedTeams.add(student.team);
    }
  }

  #change(studentId: string, work: (student: StudentRecord) => void): void {
    const student = this.#student(studentId);
    const teamBefore = student.team;
    work(student);
    this.#changedStudents.add(studentId);
    this.#changedTeams.add(teamBefore).add(student.team);
  }

  /** All that they have done so far goes with them, from the class to its staff or back. */
  #markStaff({ studentId, id }: ActionEntry, { isStaff }: MarkedStaff, position: Position): void {
    const [student, board] = [this.find(studentId), this.#boardOf(studentId)];
    this.staffMarks.note(studentId, { id, position, isStaff });
    if (board === this.#boardOf(studentId)) {
      return;
    }
    const work = board.toValue(studentId);
    board.erase(studentId);
    this.#boardOf(studentId).restore(studentId, work);
    this.helpAndVisits.noteStaffChanged();
    this.#isHelpChanged = true;
    this.#changedStudents.add(studentId);
    if (student !== undefined) {
      this.#everybody.divideAnew();
      this.#changedTeams.add(student.team);
    }
  }

  #boardOf(studentId: string): ExerciseBoard {
    return this.staffMarks.isStaff(studentId) ? this.#staffExercises : this.exercises;
  }

  #foldAction(entry: ActionEntry, position: Position): void {
    const { action, studentId } = entry;
    // It holds for as long as the log has it: what it says is of now.
    if (action.type === 'staff') {
      this.#markStaff(entry, action, position);
      return;
    }
    // A class's queue stays as it is, however long ago somebody said so.
    if (entry.receivedAtMs < this.expiredBeforeMs && action.type !== 'queue') {
      return;
    }
    switch (action.type) {
      case 'queue':
        this.helpAndVisits.changeQueue(entry, action, position);
        this.#isHelpChanged = true;
        break;
      case 'help':
        this.helpAndVisits.answer(entry, action, position);
        this.#isHelpChanged = true;
        break;
      case 'visit':
        this.helpAndVisits.visited(entry, action, position);
        (action.team === undefined ? this.#changedStudents : this.#changedTeams).add(action.team ?? studentId);
        break;
      case 'message':
        this.messages.send(entry, action, position);
        break;
      case 'addressed':
        this.messages.address(entry, action);
        break;
      case 'shown':
        this.messages.show(entry, action);
        break;
      case 'session':
        this.sessions.begin({ id: entry.id, atMs: entry.receivedAtMs, by: action.by });
        break;
      case 'there':
        this.sessions.noteThere(entry.receivedAtMs);
        break;
      case 'clock':
        this.sessions.noteStep(toLoggedStep(entry.id, position, action));
        break;
      case 'departed':
        this.#depart(studentId);
        break;
      default:
      // Of a newer server.
    }
  }

  #noteEntry(studentId: string, position: Position): void {
    const entries = this.#entries.get(studentId) ?? new PositionList();
    this.#entries.set(studentId, entries);
    entries.add(position);
  }

  #student(studentId: string): StudentRecord {
    let student = this.find(studentId);
    if (student === undefined) {
      student = new StudentRecord(studentId);
      this.#take(student);
    }
    return student;
  }

  #take(student: StudentRecord): void {
    this.#everybody.add(student);
    this.lookAlikes.add(student.studentId).forEach(other => this.#changedStudents.add(other));
  }

  #drop(studentId: string): void {
    if (this.#everybody.drop(studentId)) {
      this.sessions.reckonAnew();
      this.lookAlikes.remove(studentId).forEach(other => this.#changedStudents.add(other));
    }
  }

  *#foldBatch(student: StudentRecord, entry: BatchEntry, position: Position): Generator<void, void, undefined> {
    const ledger = this.ledgers.of(entry.studentId, entry.sid);
    ledger.account(entry);
    this.#changedTeams.add(student.team);
    student.hear(entry);
    if (entry.receivedAtMs < this.expiredBeforeMs) {
      return;
    }
    this.#noteEntry(entry.studentId, position);
    const skew = skewMs(entry.sentAt, entry.receivedAtMs);
    for (const { events, bytesEach } of eventGroups(entry.eventsJson)) {
      for (const event of events) {
        this.#foldEvent(student, event, { entry, position, ledger, skew, bytesEach });
        yield;
      }
    }
  }

  #foldEvent(student: StudentRecord, event: WireEvent, { entry, position, ledger, skew, bytesEach }: Carrier): void {
    if (ledger.admit(event).length === 0 || isLost(event)) {
      return;
    }
    const timeMs = correctTime(event.time, skew, entry.receivedAtMs, ledger.lastTimeMs);
    ledger.lastTimeMs = timeMs;
    student.noteReceived(entry.receivedAtMs, bytesEach);
    // What was long on its way says nothing of whether the class is there.
    if (entry.receivedAtMs - timeMs < SESSION_GAP_MS) {
      this.sessions.note(student.there, entry.receivedAtMs);
    }
    const key = { timeMs, sid: entry.sid, seq: event.seq };
    const run = student.fold(event, key);
    if (run !== undefined) {
      this.#boardOf(student.studentId).add(student.studentId, run.executed, key, run.path);
    }
    this.#foldHelp(student.studentId, event, key, { position, receivedAtMs: entry.receivedAtMs });
  }

  #foldHelp(studentId: string, { type, data }: OrdinaryEvent, key: OrderKey, receipt: Receipt): void {
    if (type === 'help.requested') {
      this.helpAndVisits.call(studentId, key, receipt, readHelpWords(data));
    } else if (type === 'help.withdrawn') {
      this.helpAndVisits.withdraw(studentId, key, receipt);
    } else {
      return;
    }
    this.#isHelpChanged = true;
  }
}
