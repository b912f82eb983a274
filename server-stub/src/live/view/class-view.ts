/** Long, because one view has one log, one snapshot and one count of versions, and here one sees how they go together. */
import type { ClassDelta, ClassState, CoursePlan, RosterStudent, StudentDetail, StudentState } from '../../../../src/protocol';
import type { EventLog, LogEntry, StoredEntry } from '../../log/event-log';
import type { Clock, ClockStep } from '../../platform/clock';
import { settlesWithin } from '../../platform/pace/settles-within';
import { TimeSlice } from '../../platform/pace/time-slice';
import { settledMs } from '../../platform/watched-clock';
import { isSameNow } from '../presence/pages-now';
import type { Presence } from '../presence/presence';
import { ClassProjection } from '../projection/class-projection';
import type { ExerciseView } from '../projection/exercises/exercise-view';
import { type Appearance, appearanceOf, renderStudent, type Viewpoint } from '../projection/render';
import { hereSinceMs } from '../projection/sessions/render-session';
import { recordHorizonMs } from '../../log/retention-limits';
import { Absentees } from './absentees';
import { ChangeVersions } from './change-versions';
import { ExerciseNews } from './exercise-news';
import { LogFollower } from './log-follower';
import { MessageNews } from './message-news';
import { type ClassSight, renderDelta, renderDetail, renderEverybody, renderState } from './render-class';
import { StudentRenderings } from './student-renderings';
import type { FoldedLog } from '../snapshots/snapshot-format';
import type { ViewSnapshot } from '../snapshots/view-snapshot';

/** What a student reported longer ago is not charged to them: it is folded again after a restart, or late for want of haste. */
const CHARGED_MS = 600_000;

/** Whoever looks at a class that is known waits no longer for the newest of it. */
const PATIENCE_MS = 500;

const NO_TEAMS: ReadonlySet<string> = new Set();
const NO_STEPS: readonly ClockStep[] = [];

const teamsOf = ({ students }: ClassProjection): ReadonlySet<string> => new Set([...students.values()].map(({ team }) => team));

export interface ClassViewDeps {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly snapshot: ViewSnapshot;
  readonly presence: Presence;
  /** The class's own, as it is now. */
  readonly cadenceMs: () => number;
  /** For how many days the class keeps its record; undefined for ever. */
  readonly retentionDays: () => number | undefined;
  /** The class's roster as it was last read here. */
  readonly roster: () => readonly RosterStudent[];
  /** Reads the roster again. Never fails. */
  readonly refreshRoster: () => Promise<void>;
  /** The class's notebooks as they were last read here; undefined where none were uploaded. The same object as long as they are the same. */
  readonly plan?: () => CoursePlan | undefined;
  /** Reads the plan again. Never fails. */
  readonly refreshPlan?: () => Promise<void>;
  /** Told how long folding took of what a student has just reported. */
  readonly onFolded?: (studentId: string, ms: number) => void;
}

/** One class as instructors see it: whole, or what changed since a version of it. */
export class ClassView {
  #projection = new ClassProjection();
  #news = new ExerciseNews(this.#projection);
  #messages = new MessageNews(this.#projection.messages, this.#news.view);
  #restoring: Promise<void> | undefined;
  #follower: LogFollower;
  readonly #versions = new ChangeVersions();
  readonly #renderings = new StudentRenderings(studentId => this.#versions.versionOf(studentId));
  /** What was shown of each student that time changes without an event: the status, and when they were last heard from. */
  readonly #shown = new Map<string, Appearance>();
  readonly #absentees: Absentees;
  #oldestArrivalMs: number | undefined;
  #toldSession = JSON.stringify([undefined, false, 0]);

  constructor(
    readonly classId: string,
    private readonly deps: ClassViewDeps,
  ) {
    this.#follower = this.#follow(this.#projection);
    this.#goByClock(this.#projection);
    this.#absentees = new Absentees(deps.roster, studentId => this.#projection.find(studentId) !== undefined);
  }

  #follow(projection: ClassProjection): LogFollower {
    const { log, clock } = this.deps;
    return new LogFollower(
      log,
      this.classId,
      stored => this.#take(projection, stored),
      clock,
      (entry, ms) => this.#charge(entry, ms),
    );
  }

  /** This process's own steps, before the log tells of them: nobody looks at a class meanwhile and finds it over. */
  #goByClock({ sessions }: ClassProjection): void {
    sessions.goBy(() => this.deps.clock.steps ?? NO_STEPS);
  }

  #charge({ kind, studentId, receivedAtMs }: LogEntry, ms: number): void {
    const { clock, onFolded } = this.deps;
    if (kind === 'batch' && this.isWhole && clock.wallMs() - receivedAtMs < CHARGED_MS) {
      onFolded?.(studentId, ms);
    }
  }

  get projection(): ClassProjection {
    return this.#projection;
  }

  /** Whether the projection is of the class as it once was as a whole, and not of the beginning of its log. */
  get isWhole(): boolean {
    return this.#follower.hasReachedEnd;
  }

  /** Whether it meets now, as far as that is known. */
  get isInSession(): boolean {
    const { sessions } = this.projection;
    return this.isWhole && sessions.current !== undefined && !sessions.isOver(this.deps.clock.wallMs());
  }

  /** What the class works at, and what fails for whom. */
  get exercises(): ExerciseView {
    return this.#news.view;
  }

  /** Takes in the log up to now, and whom other processes have heard. @throws LogUnavailableError */
  async catchUp(): Promise<void> {
    const { presence, refreshRoster } = this.deps;
    const refreshed = Promise.all([presence.refresh(this.classId), refreshRoster(), this.#refreshPlan()]);
    await this.#restoreOnce();
    this.#expire();
    await this.#follower.catchUp();
    await refreshed;
  }

  /** Goes by it as soon as it is read, and not when the log is: who looks does not wait for that. */
  async #refreshPlan(): Promise<void> {
    await this.deps.refreshPlan?.();
    this.#usePlan();
  }

  /** What is hidden has no name any more for anybody who is at it, whether they ran it or not. */
  #usePlan(): void {
    if (this.exercises.usePlan(this.deps.plan?.())) {
      this.#versions.note({ students: new Set(this.#projection.students.keys()), teams: NO_TEAMS, help: false });
    }
  }

  /** The same for who only looks: what takes longer than a moment to take in is shown without. @throws LogUnavailableError */
  async catchUpOrShow(): Promise<void> {
    const caughtUp = this.catchUp();
    await (this.isWhole ? settlesWithin(caughtUp, PATIENCE_MS, this.deps.clock) : caughtUp);
    await this.#look();
  }

  /** Makes ready what `noteChanges` tells of exercises and errors, if it is time for that. */
  async prepareNews(): Promise<void> {
    if (this.#news.isDue(this.deps.clock.monotonicMs())) {
      await this.#look();
    }
  }

  async #look(): Promise<void> {
    const slice = new TimeSlice(this.deps.clock);
    for (const _ of this.exercises.lookInSteps()) {
      if (slice.isOver) {
        await slice.rest();
      }
    }
  }

  /** The same in the background: whoever is in a hurry goes first. @throws LogUnavailableError */
  async catchUpGently(): Promise<void> {
    await this.#restoreOnce();
    this.#expire();
    await this.#follower.catchUpGently();
  }

  /** Writes what the next start needs, if it is time or if `isLast`. Never fails. */
  async save(isLast = false): Promise<void> {
    const { snapshot } = this.deps;
    await (isLast ? snapshot.save(this.#folded()) : snapshot.saveIfDue(this.#folded()));
  }

  /** Resolves when no file is left that was written before now. Never fails. */
  forgetSnapshot(): Promise<void> {
    return this.deps.snapshot.forget();
  }

  /** A snapshot that cannot be checked now, because the log is down, is looked at again. */
  async #restoreOnce(): Promise<void> {
    this.#restoring ??= this.#restore();
    try {
      await this.#restoring;
    } catch (error) {
      this.#restoring = undefined;
      throw error;
    }
  }

  async #restore(): Promise<void> {
    const restored = await this.deps.snapshot.restore(this.deps.log);
    if (restored !== undefined) {
      this.#show(restored.projection);
      this.#follower.resume(restored.position, restored.landmark);
    }
  }

  /** Starts over without what the class no longer keeps: what was counted cannot be taken back piece by piece. Once a day at most. */
  #expire(): void {
    const horizonMs = recordHorizonMs(settledMs(this.deps.clock), this.deps.retentionDays());
    if (this.#projection.holdsBefore(horizonMs)) {
      const before = this.#projection;
      this.#show(new ClassProjection(horizonMs));
      this.#versions.note({ students: new Set(before.students.keys()), teams: teamsOf(before), help: true });
      this.#versions.noteParts(['errors', 'exercises', 'messages']);
      void this.deps.snapshot.forget();
    }
  }

  #show(projection: ClassProjection): void {
    this.#projection = projection;
    this.#goByClock(projection);
    this.#news = new ExerciseNews(projection);
    this.#usePlan();
    this.#messages = new MessageNews(projection.messages, this.#news.view);
    this.#follower = this.#follow(projection);
  }

  /** As it is whenever it is looked at: the log is folded on while a snapshot is written. */
  #folded(): FoldedLog {
    const projection = this.#projection;
    const follower = this.#follower;
    return {
      projection,
      position: follower.position,
      get landmark() {
        return follower.landmark;
      },
    };
  }

  #viewpoint(): Viewpoint {
    const { clock, cadenceMs, presence } = this.deps;
    const nowMs = clock.wallMs();
    const heardAtMs = (studentId: string): number => presence.heardAtMs(this.classId, studentId);
    return {
      nowMs,
      asOfNow: stampMs => this.projection.sessions.asOfNow(stampMs, nowMs),
      sinceMs: this.projection.sessions.sinceMs,
      hereSinceMs: hereSinceMs(this.projection.sessions),
      cadenceMs: cadenceMs(),
      heardAtMs,
      nowAt: studentId => presence.nowAt(this.classId, studentId),
      exercises: this.exercises,
      helpAndVisits: this.projection.helpAndVisits,
      lookAlikes: this.projection.lookAlikes,
    };
  }

  /** When the oldest entry that came since the last call arrived at a server; undefined when none did. */
  takeOldestArrival(): number | undefined {
    const arrivedAtMs = this.#oldestArrivalMs;
    this.#oldestArrivalMs = undefined;
    return arrivedAtMs;
  }

  /** In steps, between which the view is whole. */
  *#take(projection: ClassProjection, { entry, position }: StoredEntry): Generator<void, void, undefined> {
    this.#oldestArrivalMs ??= entry.receivedAtMs;
    this.deps.snapshot.noteEntry();
    yield* projection.foldInSteps(entry, position);
    projection.sessions.lookAt(this.deps.clock.wallMs());
    if (entry.kind === 'erased') {
      this.#shown.delete(entry.studentId);
      this.#renderings.forget(entry.studentId);
      this.deps.presence.forget(this.classId, entry.studentId);
      void this.deps.snapshot.forget();
    } else if (entry.kind === 'action' && entry.action.type === 'departed' && !projection.knows(entry.studentId)) {
      this.#shown.delete(entry.studentId);
      this.#renderings.forget(entry.studentId);
    }
  }

  /** Counts what the log changed since the last call as one version. @returns the current version */
  noteChanges(): number {
    this.#noteSession();
    const changes = this.projection.takeChanges();
    this.#versions.note(changes);
    this.#versions.note({ students: this.#absentees.takeChanges(), teams: NO_TEAMS, help: false });
    const nowMs = this.deps.clock.monotonicMs();
    this.#versions.noteParts([...this.#news.look(nowMs), ...this.#messages.look(nowMs)]);
    this.#versions.note({ students: this.exercises.takeMeasuredAnew(), teams: NO_TEAMS, help: false });
    const viewpoint = this.#viewpoint();
    for (const studentId of changes.students) {
      this.#isShownAsNow(studentId, viewpoint);
    }
    return this.#versions.current;
  }

  /** Counts what the passing of time changed: working becomes idle, and heartbeats arrive. @returns the current version */
  notePassingOfTime(): number {
    this.#noteSession();
    const viewpoint = this.#viewpoint();
    const { students, staff } = this.projection;
    const changed = [...students.keys(), ...staff.keys()].filter(studentId => !this.#isShownAsNow(studentId, viewpoint));
    this.#versions.note({ students: new Set(changed), teams: NO_TEAMS, help: false });
    return this.#versions.current;
  }

  /** With a session that begins or ends, everything that is of it does. */
  #noteSession(): void {
    const { sessions, students, staff } = this.projection;
    const nowMs = this.deps.clock.wallMs();
    sessions.lookAt(nowMs);
    // When the clock was set, everything that waits has other times.
    const told = JSON.stringify([sessions.current, sessions.isOver(nowMs), sessions.asOfNow(0, nowMs)]);
    if (told !== this.#toldSession) {
      this.#toldSession = told;
      const everybody = [...students.keys(), ...staff.keys(), ...this.#absentees.list().map(({ studentId }) => studentId)];
      this.#versions.note({ students: new Set(everybody), teams: teamsOf(this.projection), help: true });
      this.#versions.noteParts(['session']);
    }
  }

  /** Whether nothing of a student changed by time alone since it was last shown. Takes it as shown from here on. */
  #isShownAsNow(studentId: string, viewpoint: Viewpoint): boolean {
    const record = this.projection.find(studentId);
    if (record === undefined) {
      return true;
    }
    const shown = this.#shown.get(studentId);
    const now = appearanceOf(record, viewpoint);
    this.#shown.set(studentId, now);
    return shown?.status === now.status && shown.lastSeenAtMs === now.lastSeenAtMs && isSameNow(shown.now, now.now);
  }

  state(): ClassState {
    return renderState(this.#sight(), this.exercises);
  }

  /** The same as of the changes that were noted last: a student of whom none was is the same object as before. */
  toldState(): ClassState {
    return renderState(this.#toldSight(), this.exercises);
  }

  /** The students of it. */
  toldStudents(): readonly StudentState[] {
    return renderEverybody(this.#toldSight());
  }

  /** Renders ahead what is told of students next: of thousands that takes its time, and everybody else has a turn. */
  async prepareStudents(): Promise<void> {
    const slice = new TimeSlice(this.deps.clock);
    let viewpoint = this.#viewpoint();
    for (const record of this.projection.students.values()) {
      this.#renderings.of(record.studentId, () => renderStudent(record, viewpoint));
      if (slice.isOver) {
        await slice.rest();
        viewpoint = this.#viewpoint();
      }
    }
  }

  /** Whether a help request came, or was answered, after `version`. */
  hasNewsOfHelp(version: number): boolean {
    return this.#versions.hasHelpAbove(version);
  }

  /** Everything that changed after `version`, each part whole. */
  deltaSince(version: number): ClassDelta {
    return renderDelta(this.#toldSight(), this.#versions.since(version), {
      errors: () => this.#news.errors,
      exercises: () => this.#news.exercises,
      messages: () => this.#messages.list,
    });
  }

  /** Undefined for a student that the class does not know. */
  student(studentId: string): StudentDetail | undefined {
    return renderDetail(this.#sight(), studentId);
  }

  #toldSight(): ClassSight {
    return { ...this.#sight(), renderings: this.#renderings };
  }

  #sight(): ClassSight {
    const { classId, projection } = this;
    return { classId, projection, absentees: this.#absentees, viewpoint: this.#viewpoint() };
  }
}
