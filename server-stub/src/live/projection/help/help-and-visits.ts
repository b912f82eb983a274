import type { HelpQueue, HelpRequest, HelpStatusReply, InstructorName, QueueState, Visit, VisitTarget } from '../../../../../src/protocol';
import type { HelpAnswered, QueueChanged, Visited } from '../../../log/actions';
import type { ActionEntry, Position } from '../../../log/event-log';
import { toTimestamp } from '../../../platform/clock';
import { countingSteps } from './claim';
import type { OrderKey } from '../events/corrected-time';
import type { HelpWords } from '../events/event-data';
import type { ClassSessions } from '../sessions/class-sessions';
import { type HelpCase, HelpCalls, type HelpCallsValue, type Receipt } from './help-calls';
import { byClosing, byWait } from './line-order';
import { Queue, type QueueStep } from './queue';
import { addVisit, notedWith, toStep, toVisit, type VisitSteps, withoutNotesAbout } from './visits';

/** How a student's newest call stands, and who is on the way. */
export type CallStanding = Omit<HelpStatusReply, 'by'> & { readonly by?: InstructorName };

/** What is remembered of one student besides their work, as a snapshot holds it. */
export interface HelpAndVisitsValue {
  readonly help: HelpCallsValue | null;
  readonly visits: VisitSteps;
}

/** The same of no student in particular. */
export interface CommonHelpValue {
  readonly teamVisits: readonly (readonly [team: string, visits: VisitSteps])[];
  readonly queue: readonly QueueStep[];
}

/** Closed requests that are still shown, so that everybody sees who took care of what. */
const CLOSED_SHOWN = 30;
const NO_STAFF = { isStaff: () => false };
const ALL_TIME = { sinceMs: Number.NEGATIVE_INFINITY, isOver: () => false, asOfNow: (stampMs: number) => stampMs };
/** For how long a student is told that their call was resolved. */
const RESOLVED_TOLD_MS = 12 * 3_600_000;

/** Who asks for somebody and who takes care of it: the calls of a class's students, the answers to them, and visits. */
export class HelpAndVisits {
  readonly #help = new Map<string, HelpCalls>();
  readonly #studentVisits = new Map<string, VisitSteps>();
  readonly #teamVisits = new Map<string, VisitSteps>();
  /** The calls that nobody has taken, the longest wait first; undefined when it is to be found out again. */
  #untaken: { readonly sinceMs: number; readonly requests: readonly HelpRequest[] } | undefined;
  readonly #queue = new Queue();
  readonly #isClosedAt = (position: Position): boolean => this.#queue.isClosedAt(position, this.session.sinceMs);

  /**
   * @param session what is older than that is out of the queue, and no claim on anybody any more; all of a session that is over
   * @param staffMarks whose calls are in no queue: they demonstrate
   */
  constructor(
    private readonly session: Pick<ClassSessions, 'sinceMs' | 'isOver' | 'asOfNow'> = ALL_TIME,
    private readonly staffMarks: { isStaff(studentId: string): boolean } = NO_STAFF,
  ) {}

  /** Somebody is of the staff from now on, or not any more. */
  noteStaffChanged(): void {
    this.#untaken = undefined;
  }

  call(studentId: string, key: OrderKey, receipt: Receipt, words: HelpWords): void {
    this.#helpOf(studentId).call(key, receipt, words);
  }

  withdraw(studentId: string, key: OrderKey, receipt: Receipt): void {
    this.#helpOf(studentId).withdraw(key, receipt);
  }

  /** The calls of a student, of whom something new is told. */
  #helpOf(studentId: string): HelpCalls {
    this.#untaken = undefined;
    const calls = this.#help.get(studentId) ?? new HelpCalls(this.#isClosedAt);
    this.#help.set(studentId, calls);
    return calls;
  }

  /** Students of whom anything is remembered. */
  studentIds(): Iterable<string> {
    return new Set([...this.#help.keys(), ...this.#studentVisits.keys()]);
  }

  knows(studentId: string): boolean {
    return this.#help.has(studentId) || this.#studentVisits.has(studentId) || notedWith(this.#teamVisits, studentId).length > 0;
  }

  changeQueue({ id, receivedAtMs }: ActionEntry, { state, by }: QueueChanged, position: Position): void {
    this.#untaken = undefined;
    this.#queue.change({ id, position, state, by, atMs: receivedAtMs });
  }

  get queueState(): QueueState {
    return this.#queue.stateIn(this.session.sinceMs);
  }

  /** Undefined while nobody has changed it. */
  get queue(): HelpQueue | undefined {
    return this.#queue.render(this.session.sinceMs);
  }

  answer(entry: ActionEntry, { helpId, step, ...who }: HelpAnswered, position: Position): void {
    this.#helpOf(entry.studentId).answer({ ...toStep(entry, who, position), word: step, helpId });
  }

  visited(entry: ActionEntry, { team, step, ...who }: Visited, position: Position): void {
    const claim = { ...toStep(entry, who, position), word: step };
    if (team === undefined) {
      addVisit(this.#studentVisits, entry.studentId, claim);
    } else {
      addVisit(this.#teamVisits, team, claim);
    }
  }

  /** What instructors said of visits to a student or a team that counts: the last of it tells how things stand. */
  visitSteps(target: VisitTarget): VisitSteps {
    const steps = ('team' in target ? this.#teamVisits.get(target.team) : this.#studentVisits.get(target.studentId)) ?? [];
    const { sinceMs } = this.session;
    return countingSteps(steps.filter(({ atMs }) => atMs >= sinceMs));
  }

  /** @param nowMs what was stamped before the clock was set forward, it cannot tell without */
  visit(target: VisitTarget, nowMs = 0): Visit | undefined {
    const step = this.visitSteps(target).at(-1);
    return toVisit(step && { ...step, atMs: this.session.asOfNow(step.atMs, nowMs) });
  }

  /** The status of a student's newest call, for the student; undefined when there is none, it was taken back, or it was resolved long ago. */
  helpStatusOf(studentId: string, nowMs: number): CallStanding | undefined {
    const sinceMs = this.#queueSinceMs(nowMs);
    const newest = this.#help.get(studentId)?.cases(studentId, sinceMs).at(-1);
    if (newest === undefined || nowMs - this.session.asOfNow(newest.closedAtMs ?? nowMs, nowMs) > RESOLVED_TOLD_MS) {
      return undefined;
    }
    const { id, status, by } = newest.request;
    if (newest.isTurnedAway === true) {
      return { id, status: 'resolved', isTurnedAway: true };
    }
    if (status === 'withdrawn') {
      return undefined;
    }
    if (newest.calledAtMs < sinceMs) {
      // Theirs outlives their page: it must not wait on there.
      return { id, status: 'resolved' };
    }
    const isInLine = status === 'open' && !this.staffMarks.isStaff(studentId);
    return {
      id,
      status,
      ...(isInLine && { position: this.#placeOf(studentId, id, nowMs) }),
      ...(status === 'claimed' && by !== undefined && { by }),
    };
  }

  /** The request that a call is part of; undefined when there is no such call. */
  findHelp(helpId: string): HelpCase | undefined {
    return [...this.#help]
      .flatMap(([studentId, calls]) => calls.cases(studentId, this.session.sinceMs))
      .find(({ callIds }) => callIds.includes(helpId));
  }

  /**
   * Of this session: those who wait, the longest wait first; then what was closed, the newest first. Nobody needs to know of a withdrawn call that none had
   * answered.
   * @param nowMs whether the session is over, and what was stamped before the clock was set forward, it cannot tell without
   */
  help(nowMs = 0): HelpRequest[] {
    const cases = this.#casesInLine(this.#queueSinceMs(nowMs));
    const waiting = cases.filter(({ closedAtMs }) => closedAtMs === undefined).sort(byWait);
    const closed = cases.filter(({ closedAtMs, request }) => closedAtMs !== undefined && request.by !== undefined).sort(byClosing);
    return [...waiting, ...closed.slice(0, CLOSED_SHOWN)].map(({ request }) => this.#asOfNow(request, nowMs));
  }

  #asOfNow(request: HelpRequest, nowMs: number): HelpRequest {
    const told = (time: string): string => toTimestamp(this.session.asOfNow(Date.parse(time), nowMs));
    const { since, at } = request;
    return { ...request, since: told(since), ...(at !== undefined && { at: told(at) }) };
  }

  /** Whether an instructor did something before then. */
  holdsBefore(timeMs: number): boolean {
    const visits = [...this.#studentVisits.values(), ...this.#teamVisits.values()].flat();
    return visits.some(({ atMs }) => atMs < timeMs) || [...this.#help.values()].some(calls => calls.isAnsweredBefore(timeMs));
  }

  /** @returns the teams of whom less is told now */
  erase(studentId: string): readonly string[] {
    this.#untaken = undefined;
    this.#help.delete(studentId);
    this.#studentVisits.delete(studentId);
    const noted = notedWith(this.#teamVisits, studentId);
    noted.forEach(([team, steps]) => this.#teamVisits.set(team, withoutNotesAbout(steps, studentId)));
    return noted.map(([team]) => team);
  }

  toValue(studentId: string): HelpAndVisitsValue {
    return { help: this.#help.get(studentId)?.toValue() ?? null, visits: this.#studentVisits.get(studentId) ?? [] };
  }

  restore(studentId: string, { help, visits }: HelpAndVisitsValue): void {
    this.#untaken = undefined;
    if (help !== null) {
      this.#help.set(studentId, HelpCalls.of(help, this.#isClosedAt));
    }
    if (visits.length > 0) {
      this.#studentVisits.set(studentId, visits);
    }
  }

  commonToValue(): CommonHelpValue {
    return { teamVisits: [...this.#teamVisits], queue: this.#queue.toValue() };
  }

  restoreCommon({ teamVisits, queue }: CommonHelpValue): void {
    teamVisits.forEach(([team, visits]) => this.#teamVisits.set(team, visits));
    this.#queue.restore(queue);
  }

  /** From 1, among the calls that nobody has taken: asked for with every report of whoever waits. */
  #placeOf(studentId: string, helpId: string, nowMs: number): number {
    const sinceMs = this.#queueSinceMs(nowMs);
    if (this.#untaken?.sinceMs !== sinceMs) {
      const open = this.#casesInLine(sinceMs).filter(({ request }) => request.status === 'open');
      this.#untaken = { sinceMs, requests: open.sort(byWait).map(({ request }) => request) };
    }
    return this.#untaken.requests.findIndex(request => request.studentId === studentId && request.id === helpId) + 1;
  }

  /** When a session is over, nobody waits any more. */
  #queueSinceMs(nowMs: number): number {
    return this.session.isOver(nowMs) ? Number.POSITIVE_INFINITY : this.session.sinceMs;
  }

  #cases(sinceMs: number): HelpCase[] {
    return [...this.#help.keys()].flatMap(studentId => this.#casesOf(studentId, sinceMs));
  }

  #casesOf(studentId: string, sinceMs: number): HelpCase[] {
    const cases = this.#help.get(studentId)?.cases(studentId, sinceMs) ?? [];
    return cases.filter(({ calledAtMs }) => calledAtMs >= sinceMs);
  }

  #casesInLine(sinceMs: number): HelpCase[] {
    return this.#cases(sinceMs).filter(({ request }) => !this.staffMarks.isStaff(request.studentId));
  }
}
