import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HelpRequest, InstructorName, Visit, VisitStep, VisitTarget } from '../../../../src/protocol';
import type { InstructorApi } from '../../api/instructor-api';
import type { Failure, Outcome } from '../../api/outcome';
import { live, type LiveStore } from '../live/live-store';
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
  /** @param takeOver although another instructor has claimed it */
  answer(subject: Subject, step: VisitStep, takeOver?: boolean): Promise<void>;
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
  let newestId = 0;

  const send = (answer: Answer, takeOver: boolean): Promise<Outcome<true>> =>
    'helpId' in answer
      ? api.answerHelp(classId, answer.helpId, answer.status, takeOver)
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

  const refuse = (key: string, failure: Failure): void => {
    refusals.setState(before => new Map([...before, [key, failure]]), true);
    timers.after(REFUSAL_SHOWN_MS, () => refusals.setState(before => (before.get(key) === failure ? without(before, key) : before), true));
  };

  return {
    refusals,
    async answer(subject, step, takeOver = false) {
      const { told, serverClock } = store.getState();
      if (told === undefined) {
        return;
      }
      const at = new Date(serverTime(serverClock, clock.now())).toISOString();
      const asked = answersTo(subject, step, { me, takeOver, visit: visitTo(told, subject.target) }).map(answer => ({
        id: ++newestId,
        answer,
        by: me,
        at,
        before: answerStateOf(told, answer),
      }));
      refusals.setState(before => without(before, subject.key), true);
      store.setState(state => live.ask(state, asked));
      const failures = await Promise.all(asked.map(({ id, answer }) => settle(id, answer, takeOver)));
      const failure = failures.find(each => each !== undefined);
      if (failure !== undefined) {
        refuse(subject.key, failure);
      }
    },
  };
}

interface Stance {
  readonly me: InstructorName;
  readonly takeOver: boolean;
  /** The subject's visit, as the server has it. */
  readonly visit: Visit | undefined;
}

/**
 * Help requests are claimed and resolved. The visit is recorded too, so that a student who keeps failing after the help does not look
 * as if nobody had come. The exception is a claim for a single student who asked for help: the claim of the request says it already.
 * Giving such a request back also ends a claim that the instructor made before the student asked, but leaves earlier visits alone.
 * In a team, requests claimed by colleagues stay theirs unless taken over.
 */
function answersTo({ target, calls }: Subject, step: VisitStep, { me, takeOver, visit }: Stance): readonly Answer[] {
  const isOthers = ({ status, by }: HelpRequest): boolean => !takeOver && status === 'claimed' && by?.id !== me.id;
  const answered = 'team' in target ? calls.filter(call => !isOthers(call)) : calls;
  const answers = answered.map(({ id }) => ({ helpId: id, status: step === 'done' ? ('resolved' as const) : step }));
  const isMyWay = visit?.status === 'claimed' && visit.by.id === me.id;
  const isOfCall = step === 'claimed' || (step === 'open' && !isMyWay);
  const isSaidByCall = isOfCall && answers.length > 0 && 'studentId' in target;
  return isSaidByCall ? answers : [...answers, { ...target, status: step }];
}

function without(failures: ReadonlyMap<string, Failure>, key: string): ReadonlyMap<string, Failure> {
  return new Map([...failures].filter(([each]) => each !== key));
}
