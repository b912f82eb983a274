import type { SeededRandom } from '../virtual/seeded-random';
import type { Exercise } from './course';
import type { Desk } from './desk';
import { drawExponential, happens } from './dice';
import type { Happening } from './happening';
import type { Learner } from './learner';
import { drawError, type Obstacle } from './obstacle';

export interface Situation {
  readonly desk: Desk;
  readonly learner: Learner;
  readonly exercise: Exercise;
  readonly random: SeededRandom;
  /** How many obstacles there were at the exercise before. */
  readonly before: number;
  /** How many of the exercise's checks are right already. */
  readonly right: number;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** Nobody reads, thinks and types faster. */
export const MIN_THINKING_MS = 4 * SECOND_MS;
/** Who does not get on thinks longer before each try. */
export const IMPASSE_THINKING = 1.6;

/** What is seen of a student from an obstacle's first sign until it is overcome, or left alone. */
export function* faceObstacle(situation: Situation, obstacle: Obstacle): Generator<Happening> {
  const { desk, learner, exercise, random } = situation;
  yield* think(situation, obstacle);
  const { kind, error } = obstacle;
  yield { kind: 'obstacle', atMs: desk.atMs, met: { exercise, kind, before: situation.before, error } };
  const hasCalled = obstacle.isImpasse && happens(random, learner.asking);
  if (obstacle.isImpasse) {
    yield* desk.tell(obstacle.kind);
  }
  if (hasCalled) {
    desk.planCall(2 * MINUTE_MS + drawExponential(random, 3 * MINUTE_MS), exercise.definition);
  }
  const endMs = desk.atMs + obstacle.holdsMs;
  yield* struggle(situation, obstacle, endMs);
  yield { kind: 'obstacle', atMs: desk.atMs, met: null };
  if (obstacle.isImpasse) {
    yield* desk.tell(null);
  }
  yield* desk.getOn(hasCalled, exercise.definition);
}

function* struggle(situation: Situation, obstacle: Obstacle, endMs: number): Generator<Happening> {
  const { desk, random, learner } = situation;
  const givesUp = obstacle.isImpasse && happens(random, learner.resignation);
  const tries = givesUp ? 2 + Math.floor(drawExponential(random, 4)) : Infinity;
  for (let tried = 0; tried < tries && (tried === 0 || desk.atMs < endMs); tried++) {
    yield* tryOnce(situation, obstacle, endMs);
    if (desk.atMs < endMs) {
      yield* think(situation, obstacle, endMs);
    }
  }
  // Who has given up sits there.
  yield* desk.pass(Math.max(0, endMs - desk.atMs));
}

function* think({ desk, learner, random }: Situation, { isImpasse }: Obstacle, endMs = Infinity): Generator<Happening> {
  const ms = MIN_THINKING_MS + drawExponential(random, learner.thinkMs * (isImpasse ? IMPASSE_THINKING : 1));
  yield* desk.pass(Math.min(ms, Math.max(SECOND_MS, endMs - desk.atMs)));
}

function* tryOnce(situation: Situation, obstacle: Obstacle, endMs: number): Generator<Happening> {
  const { desk, exercise, random, learner, right } = situation;
  const leftMs = Math.max(SECOND_MS, endMs - desk.atMs);
  switch (obstacle.kind) {
    case 'error':
      yield* failToRun(situation, obstacle);
      break;
    case 'wrong_answer':
      if (happens(random, 0.15)) {
        yield* desk.define(exercise, { error: drawError(random) });
        yield* desk.pass(5 * SECOND_MS + drawExponential(random, learner.thinkMs / 2));
      }
      yield* desk.define(exercise);
      yield* desk.pass(2 * SECOND_MS + drawExponential(random, 6 * SECOND_MS));
      yield* desk.test(exercise, right);
      break;
    case 'endless_loop':
      yield* loopForEver(
        situation,
        obstacle.isImpasse ? 30 * SECOND_MS + drawExponential(random, 4 * MINUTE_MS) : leftMs / 2 + drawExponential(random, 15 * SECOND_MS),
        leftMs,
      );
      break;
    case 'forgotten_input':
      yield* waitForInput(situation, obstacle.isImpasse ? 2 * MINUTE_MS + drawExponential(random, 4 * MINUTE_MS) : leftMs, leftMs);
      break;
    case 'dying_kernel':
      yield* desk.define(exercise, { ok: false, ended: 'kernel_died', durationMs: 1500 });
      yield { kind: 'event', atMs: desk.atMs, type: 'kernel.died', data: { notebook: desk.course.notebook, kernel: 'python3' } };
      yield* desk.pass(5 * SECOND_MS);
      break;
    case 'blank':
      yield* desk.run(exercise.definition, { ok: true, durationMs: 3, ended: 'untouched' });
      yield* desk.test(exercise, 0, 'untouched');
      // They read, and do not know how to begin.
      yield* desk.pass(leftMs);
      break;
    case 'unreachable_kernel':
      yield* desk.show({ isUnreachable: true });
      yield* desk.pass(leftMs);
      yield* desk.show({});
      break;
  }
}

function* failToRun({ desk, exercise, random, learner }: Situation, { error, sameness }: Obstacle): Generator<Happening> {
  const shown = happens(random, sameness) ? error : drawError(random);
  yield* desk.define(exercise, { error: shown, durationMs: 8 });
  // Impatience: the same again, unchanged.
  while (happens(random, learner.impatience)) {
    yield* desk.pass(SECOND_MS + drawExponential(random, 3 * SECOND_MS));
    yield* desk.define(exercise, { error: shown, durationMs: 8 });
  }
}

/** @param patienceMs until they notice */
function* loopForEver({ desk, exercise }: Situation, patienceMs: number, leftMs: number): Generator<Happening> {
  const lastsMs = Math.round(Math.min(patienceMs, leftMs));
  yield* desk.show({ running: { cell: exercise.definition, waitsForInput: false } });
  yield* desk.pass(lastsMs);
  yield* desk.show({});
  yield* desk.run(exercise.definition, {
    ok: false,
    ended: 'interrupted',
    durationMs: lastsMs,
    error: { name: 'KeyboardInterrupt', message: '' },
  });
}

function* waitForInput({ desk, exercise }: Situation, waitMs: number, leftMs: number): Generator<Happening> {
  yield* desk.show({ running: { cell: exercise.definition, waitsForInput: true } });
  yield* desk.pass(Math.min(waitMs, leftMs));
  yield* desk.show({});
  yield* desk.define(exercise, { durationMs: 40 });
}
