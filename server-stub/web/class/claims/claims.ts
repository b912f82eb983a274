import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HelpRequest, InstructorName, Remark, Visit, VisitStep, VisitTarget } from '../../../../src/protocol';
import type { InstructorApi } from '../../api/instructor-api';
import type { Failure, Outcome } from '../../api/outcome';
import { live, type LiveStore } from '../live/live-store';
import { claimOf, hasLapsed, isOnTheWay } from '../model/attendance';
import type { Board } from '../model/board';
import { type Answer, answerStateOf, visitTo } from '../model/pending-answers';
import { serverTime } from '../model/server-clock';
import type { Clock } from '../../platform/clock';
import type { Timers } from '../../platform/timers';

/** A student or team that an instructor goes to. */
export interface Subject {
  /** See `subjectKey`. */
  readonly key: string;
  readonly target: VisitTarget;
  /** Their open help requests. */
  readonly calls: readonly HelpRequest[];
}

/** Identifies a student or team. */
export function subjectKey(target: VisitTarget): string {
  return 'team' in target ? `team:${target.team}` : `student:${target.studentId}`;
}

/** Records, on the page at once and on the server, that this instructor is on the way, has helped, or neither. */
export interface Claims {
  /** Why the last step was refused, by the subject's key; cleared by the next one. */
  readonly refusals: StoreApi<ReadonlyMap<string, Failure>>;
  /** Whom this instructor marked as helped last, until that is put away: what was found there can be said beside it. */
  readonly helped: StoreApi<Helped | undefined>;
  answer(subject: Subject, step: VisitStep, more?: StepDetails): Promise<void>;
}

/** Somebody whom this instructor has just marked as helped. */
export interface Helped {
  readonly target: VisitTarget;
}

/** What was found goes with `done` alone. */
export interface StepDetails extends Remark {
  /** Although another instructor has claimed it. */
  readonly takeOver?: boolean;
}

export interface ClaimsPorts {
  readonly api: InstructorApi;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** How long an accepted step is shown although the feed has not confirmed it: it may have changed nothing. */
const FEED_SAYS_WITHIN_MS = 2000;

/** Long enough to be read. */
const REFUSAL_SHOWN_MS = 15_000;

/** @param me the instructor, as colleagues will see them */
export function createClaims(classId: string, store: LiveStore, me: InstructorName, { api, clock, timers }: ClaimsPorts): Claims {
  const refusals = createStore<ReadonlyMap<string, Failure>>(() => new Map());
  const helped = createStore<Helped | undefined>(() => undefined);
  /** The steps that are on their way, by the subject's key: what is said next must not overtake them. */
  const underWay = new Map<string, Promise<unknown>>();
  let newestId = 0;

  const send = (answer: Answer, takeOver: boolean): Promise<Outcome<true>> =>
    'helpId' in answer
      ? api.answerHelp(classId, answer.helpId, answer.status, takeOver, remarkOf(answer))
      : api.noteVisit(classId, { ...answer, ...(takeOver && { takeOver }) });

  const settle = async (id: number, answer: Answer, takeOver: boolean): Promise<Failure | undefined> => {
    const outcome = await send(answer, takeOver);
    const giveUp = (): void => store.setState(state => live.giveUp(state, id));
    if (!outcome.ok) {
      giveUp();
      return outcome.failure;
    }
    timers.after(FEED_SAYS_WITHIN_MS, giveUp);
    return undefined;
  };

  /** After what was sent of the same subject before. */
  const inTurn = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = underWay.get(key);
    const turn = before === undefined ? work() : before.then(work);
    underWay.set(key, turn);
    const result = await turn;
    if (underWay.get(key) === turn) {
      underWay.delete(key);
    }
    return result;
  };

  const refuse = (key: string, failure: Failure): void => {
    refusals.setState(before => new Map([...before, [key, failure]]), true);
    timers.after(REFUSAL_SHOWN_MS, () => refusals.setState(before => (before.get(key) === failure ? without(before, key) : before), true));
  };

  return {
    refusals,
    helped,
    async answer(subject, step, { takeOver = false, ...remark } = {}) {
      const { told, board, serverClock } = store.getState();
      if (told === undefined || board === undefined) {
        return;
      }
      const nowMs = serverTime(serverClock, clock.now());
      const at = new Date(nowMs).toISOString();
      const asked = answersTo(subject, step, { me, takeOver, remark, board, nowMs }).map(answer => ({
        id: ++newestId,
        answer,
        by: me,
        at,
        before: answerStateOf(told, answer),
      }));
      refusals.setState(before => without(before, subject.key), true);
      store.setState(state => live.ask(state, asked));
      if (remark.isRemark !== true) {
        helped.setState(before => helpedAfter(before, subject, step), true);
      }
      const failures = await inTurn(subject.key, () =>
        Promise.all(asked.map(({ id, answer }) => settle(id, answer, takeOver || isLapsedClaim(told, answer, nowMs)))),
      );
      const failure = failures.find(each => each !== undefined);
      if (failure !== undefined) {
        refuse(subject.key, failure);
        helped.setState(before => (isOf(before, subject) ? undefined : before), true);
      }
    },
  };
}

interface Stance {
  readonly me: InstructorName;
  readonly takeOver: boolean;
  readonly remark: Remark;
  /** As the page shows it: what was said a moment ago is on its way. */
  readonly board: Board;
  /** By the server's clock. */
  readonly nowMs: number;
}

/**
 * Help requests are claimed and resolved. The visit is recorded too, so that a student who keeps failing after the help does not look
 * as if nobody had come. The exception is a claim for a single student who asked for help: the claim of the request says it already.
 * Giving such a request back also ends a claim that the instructor made before the student asked, but leaves earlier visits alone.
 * In a team, requests claimed by colleagues stay theirs unless taken over. Taking back a visit opens the requests again that it closed; a remark is about those, too.
 */
function answersTo({ target, calls }: Subject, step: VisitStep, { me, takeOver, remark, board, nowMs }: Stance): readonly Answer[] {
  const visit = visitTo(board, target);
  if (remark.isRemark === true) {
    const closed = visit?.status === 'done' ? closedBy(visit, target, board) : [];
    return [...closed.map(({ id }) => ({ helpId: id, status: 'resolved' as const, ...remark })), { ...target, status: 'done', ...remark }];
  }
  const isOthers = (call: HelpRequest): boolean => !takeOver && isClaimInForce(call, nowMs) && call.by?.id !== me.id;
  const closed = step === 'open' && visit?.status === 'done' && visit.by.id === me.id ? closedBy(visit, target, board) : [];
  const answered = [...('team' in target ? calls.filter(call => !isOthers(call)) : calls), ...closed];
  const answers = answered.map(({ id }) =>
    step === 'done' ? { helpId: id, status: 'resolved' as const, ...remark } : { helpId: id, status: step },
  );
  const isMyWay = visit?.status === 'claimed' && visit.by.id === me.id;
  const isOfCall = step === 'claimed' || (step === 'open' && !isMyWay && closed.length === 0);
  const isSaidByCall = isOfCall && answers.length > 0 && 'studentId' in target;
  return isSaidByCall ? answers : [...answers, { ...target, status: step, ...remark }];
}

function remarkOf({ finding, note, isRemark }: Answer): Remark {
  return { ...(finding !== undefined && { finding }), ...(note !== undefined && { note }), ...(isRemark === true && { isRemark }) };
}

function isOf(helped: Helped | undefined, { key }: Subject): boolean {
  return helped !== undefined && subjectKey(helped.target) === key;
}

/** The same object until somebody else was helped. */
function helpedAfter(before: Helped | undefined, subject: Subject, step: VisitStep): Helped | undefined {
  if (step === 'done') {
    return { target: subject.target };
  }
  return isOf(before, subject) ? undefined : before;
}

/** A visit and what it resolves are stamped by two requests. */
const SAME_VISIT_MS = 10_000;

/** The requests that were resolved by a visit. */
export function closedBy(
  { by, at }: Visit,
  target: VisitTarget,
  { help, students }: Pick<Board, 'help' | 'students'>,
): readonly HelpRequest[] {
  const isOfTarget = (studentId: string): boolean =>
    'team' in target ? students.get(studentId)?.team === target.team : studentId === target.studentId;
  const isOfVisit = (call: HelpRequest): boolean =>
    call.by?.id === by.id && Math.abs(Date.parse(call.at ?? '') - Date.parse(at)) <= SAME_VISIT_MS;
  return help.filter(call => call.status === 'resolved' && isOfTarget(call.studentId) && isOfVisit(call));
}

function isClaimInForce(call: HelpRequest, nowMs: number): boolean {
  const claim = claimOf(call);
  return claim !== undefined && isOnTheWay(claim, nowMs);
}

/** What nothing came of is nobody's any more; the server, which keeps it, is told that it is taken over. */
function isLapsedClaim(board: Board, answer: Answer, nowMs: number): boolean {
  const call = 'helpId' in answer ? board.help.find(({ id }) => id === answer.helpId) : undefined;
  const claim = 'helpId' in answer ? call && claimOf(call) : visitTo(board, answer);
  return answer.status === 'claimed' && claim !== undefined && hasLapsed(claim, nowMs);
}

function without(failures: ReadonlyMap<string, Failure>, key: string): ReadonlyMap<string, Failure> {
  return new Map([...failures].filter(([each]) => each !== key));
}
