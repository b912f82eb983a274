import type { SeededRandom } from '../virtual/seeded-random';
import { type Course, type Exercise, scratchOf } from './course';
import { Desk } from './desk';
import { drawExponential, happens } from './dice';
import { faceObstacle } from './face-obstacle';
import type { Happening, ObstacleKind } from './happening';
import type { Learner } from './learner';
import { canHold, drawError, drawObstacles, makeImpasse, type Obstacle } from './obstacle';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * What happens at a student's desk from the moment they sit down until they have done everything, in the order of its times.
 *
 * @param due what they are to get stuck by, in the first exercise that can do that; by chance alone unless given
 */
export function* attendClass(learner: Learner, course: Course, random: SeededRandom, due?: ObstacleKind): Generator<Happening> {
  const desk = new Desk(course, random);
  yield* desk.pass(drawExponential(random, MINUTE_MS));
  yield* desk.open();
  if (learner.runsAllFirst) {
    yield* runAll(desk);
  }
  const fated = due && course.exercises.find(exercise => canHold(exercise, due));
  for (const exercise of course.exercises) {
    const obstacles = due !== undefined && exercise === fated ? [makeImpasse(due, random)] : drawObstacles(learner, exercise, random);
    yield* doExercise(desk, learner, exercise, obstacles, random);
  }
}

/** Nothing is written yet: every placeholder runs as it was handed out. */
function* runAll(desk: Desk): Generator<Happening> {
  for (const exercise of desk.course.exercises) {
    yield* desk.run(exercise.definition, { ok: true, durationMs: 3, ended: 'untouched' });
    yield* desk.test(exercise, 0, 'untouched');
  }
}

function* doExercise(
  desk: Desk,
  learner: Learner,
  exercise: Exercise,
  obstacles: readonly Obstacle[],
  random: SeededRandom,
): Generator<Happening> {
  yield* desk.pass((40 * SECOND_MS + drawExponential(random, 50 * SECOND_MS)) * (learner.thinkMs / 28_000));
  if (happens(random, 0.12)) {
    // The instructor talks, or a neighbour does.
    yield* desk.pass(MINUTE_MS + drawExponential(random, 2 * MINUTE_MS));
  }
  if (happens(random, 0.15)) {
    yield* tryThings(desk, learner, random);
  }
  if (learner.testsFirst) {
    yield* desk.test(exercise, 0, 'untouched');
  }
  // Checks come right one by one: what is overcome stays so.
  let right = 0;
  for (const [before, obstacle] of obstacles.entries()) {
    yield* faceObstacle({ desk, learner, exercise, random, before, right }, obstacle);
    if (obstacle.kind === 'error') {
      // What was in the way is gone: this piece runs, and the next is written.
      yield* desk.define(exercise);
    }
    right = Math.min(right + 1, Math.max(0, exercise.checks.length - 1));
  }
  yield* desk.pass(5 * SECOND_MS + drawExponential(random, learner.thinkMs));
  yield* desk.define(exercise);
  yield* desk.pass(2 * SECOND_MS + drawExponential(random, 4 * SECOND_MS));
  yield* desk.test(exercise);
}

/** A calculator, a print, a line from the lecture: errors that mean nothing. */
function* tryThings(desk: Desk, learner: Learner, random: SeededRandom): Generator<Happening> {
  // Nobody thinks just as long as another.
  const scratch = scratchOf(learner.thinkMs);
  do {
    yield* desk.pass(4 * SECOND_MS + drawExponential(random, learner.thinkMs / 2));
    yield* desk.run(scratch, { durationMs: 5, ...(happens(random, 0.35) ? { ok: false, error: drawError(random) } : { ok: true }) });
  } while (happens(random, 0.6));
}
