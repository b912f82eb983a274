import type { WireEvent } from '../../../src/protocol';
import type { BatchEntry, LogEntry } from '../log/event-log';
import { correctTime, skewMs } from './corrected-time';
import { isLost, type SourceLedger, SourceLedgers } from './source-ledger';
import { StudentRecord } from './student-record';

/** What changed since it was last asked. */
export interface ProjectionChanges {
  readonly students: ReadonlySet<string>;
  /** Teams whose figures changed, those that students left included. */
  readonly teams: ReadonlySet<string>;
  readonly help: boolean;
}

/**
 * A class as its log tells it: a fold by identity (student, sid, seq), so that late and doubled batches change
 * nothing that they should not, and a restart rebuilds it. It reads no clock and does nothing but remember.
 */
export class ClassProjection {
  readonly students = new Map<string, StudentRecord>();
  readonly ledgers = new SourceLedgers();
  readonly #lastTimes = new Map<SourceLedger, number>();
  #changedStudents = new Set<string>();
  #changedTeams = new Set<string>();
  #isHelpChanged = false;

  fold(entry: LogEntry): void {
    const student = this.#student(entry.studentId);
    const teamBefore = student.team;
    if (entry.kind === 'enrolled') {
      student.enrol(entry);
    } else {
      this.#foldBatch(student, entry);
    }
    this.#changedStudents.add(student.studentId);
    this.#changedTeams.add(teamBefore).add(student.team);
  }

  takeChanges(): ProjectionChanges {
    const changes = { students: this.#changedStudents, teams: this.#changedTeams, help: this.#isHelpChanged };
    this.#changedStudents = new Set();
    this.#changedTeams = new Set();
    this.#isHelpChanged = false;
    return changes;
  }

  #student(studentId: string): StudentRecord {
    let student = this.students.get(studentId);
    if (student === undefined) {
      student = new StudentRecord(studentId);
      this.students.set(studentId, student);
    }
    return student;
  }

  #foldBatch(student: StudentRecord, entry: BatchEntry): void {
    const ledger = this.ledgers.of(entry.studentId, entry.sid);
    ledger.account(entry);
    student.hear(entry);
    const skew = skewMs(entry.sentAt, entry.receivedAtMs);
    for (const event of JSON.parse(entry.eventsJson) as WireEvent[]) {
      if (ledger.admit(event).length > 0 && !isLost(event)) {
        const timeMs = correctTime(event.time, skew, entry.receivedAtMs, this.#lastTimes.get(ledger) ?? 0);
        this.#lastTimes.set(ledger, timeMs);
        student.fold(event, { timeMs, sid: entry.sid, seq: event.seq });
        this.#isHelpChanged ||= event.type.startsWith('help.');
      }
    }
  }
}
