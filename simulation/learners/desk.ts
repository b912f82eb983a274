import {
  type CellError,
  type CellExecutedData,
  type CellReference,
  type CheckResult,
  MIN_RUNNING_MS,
  type RunEnd,
} from '../../src/protocol';
import type { SeededRandom } from '../virtual/seeded-random';
import type { Course, Exercise } from './course';
import type { Happening, ObstacleKind, PageState } from './happening';

/** A run's outcome, beyond the place of the cell. */
interface RunOutcome {
  readonly ok: boolean;
  readonly durationMs: number;
  readonly error?: CellError;
  readonly checks?: readonly CheckResult[];
  readonly ended?: RunEnd;
}

/** A student's JupyterLab: what is run in it, and the time that passes meanwhile. */
export class Desk {
  /** Since the student sat down. */
  atMs = 0;
  #runs = 0;
  /** When they will have made up their mind to call, and about what. */
  #call: { readonly atMs: number; readonly cell: CellReference } | undefined;

  constructor(
    readonly course: Course,
    private readonly random: SeededRandom,
  ) {}

  *open(): Generator<Happening> {
    yield { kind: 'event', atMs: this.atMs, type: 'notebook.opened', data: { notebook: this.course.notebook, cells: this.course.cells } };
  }

  *pass(ms: number): Generator<Happening> {
    const untilMs = this.atMs + ms;
    if (this.#call !== undefined && this.#call.atMs <= untilMs) {
      const { atMs, cell } = this.#call;
      this.#call = undefined;
      const data = { notebook: this.course.notebook, cell: { ...cell }, question: this.random.pick(QUESTIONS) };
      yield { kind: 'event', atMs: Math.max(atMs, this.atMs), type: 'help.requested', data };
    }
    this.atMs = untilMs;
  }

  /** They will call for help then, unless they get on before. */
  planCall(inMs: number, cell: CellReference): void {
    this.#call = { atMs: this.atMs + inMs, cell };
  }

  *getOn(hasCalled: boolean, cell: CellReference): Generator<Happening> {
    const isWaiting = hasCalled && this.#call === undefined;
    this.#call = undefined;
    if (isWaiting) {
      const data = { notebook: this.course.notebook, cell: { ...cell }, reason: 'solved' };
      yield { kind: 'event', atMs: this.atMs, type: 'help.withdrawn', data };
    }
  }

  *tell(stuckBy: ObstacleKind | null): Generator<Happening> {
    yield { kind: 'truth', atMs: this.atMs, stuckBy };
  }

  *show(page: PageState): Generator<Happening> {
    yield { kind: 'page', atMs: this.atMs, page };
  }

  /** A cell is run; long ones are seen while they run. */
  *run(cell: CellReference, outcome: RunOutcome): Generator<Happening> {
    const isSeen = outcome.durationMs >= MIN_RUNNING_MS && outcome.ended !== 'interrupted';
    if (isSeen) {
      yield* this.show({ running: { cell, waitsForInput: false } });
    }
    if (outcome.ended !== 'interrupted') {
      yield* this.pass(outcome.durationMs);
    }
    if (isSeen) {
      yield* this.show({});
    }
    this.#runs += 1;
    const { notebook } = this.course;
    const data: CellExecutedData = { notebook, cell, executionCount: this.#runs, language: 'python', ...outcome };
    yield { kind: 'run', atMs: this.atMs, data };
  }

  *define(exercise: Exercise, outcome: Partial<RunOutcome> = {}): Generator<Happening> {
    yield* this.run(exercise.definition, { ok: outcome.error === undefined, durationMs: this.#runMs(exercise), ...outcome });
  }

  /** Runs what checks the exercise. @param failsFrom the first of its checks that fails; none unless given */
  *test(exercise: Exercise, failsFrom = exercise.checks.length, ended?: RunEnd): Generator<Happening> {
    const { style, checks, name } = exercise;
    if (style === 'nothing') {
      return;
    }
    // The first assertion that fails is the last that is run.
    const told = checks.slice(0, failsFrom + 1).map((check, place) => ({ exercise: name, check, ok: place < failsFrom }));
    const isRight = failsFrom >= checks.length;
    const failure =
      style === 'asserts' && !isRight
        ? { ok: false, error: { name: 'AssertionError', message: `${name} is not right yet` } }
        : { ok: true };
    yield* this.run(exercise.test, {
      ...failure,
      durationMs: style === 'otter' ? 200 : this.#runMs(exercise),
      checks: told,
      ...(ended !== undefined && { ended }),
    });
  }

  #runMs({ runMs }: Exercise): number {
    return Math.round(runMs * (0.6 + 0.8 * this.random.draw()));
  }
}

const QUESTIONS: readonly [string, ...string[]] = [
  'What does this error mean?',
  'I think my loop never ends.',
  'It runs, but the check says that it is wrong.',
  'Could you look at line 3?',
];
