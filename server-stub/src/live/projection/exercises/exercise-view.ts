import {
  type CoursePlan,
  type ErrorGroup,
  type ExerciseMatrix,
  type ExerciseState,
  LIMITS,
  type Struggle,
} from '../../../../../src/protocol';
import type { StudentRecord } from '../students/student-record';
import type { ExerciseWork } from '../work/exercise-work';
import type { Yardstick } from '../work/standing';
import { NO_STREAK, type Streak } from '../work/headway';
import { findFailingChecks } from './check-groups';
import { describeExercise, renderProgress } from './describe-exercise';
import { ErrorPlaces } from './error-places';
import { findErrors, type FoundError, type Member, type Place, renderErrors } from './error-groups';
import type { ExerciseBoard } from './exercise-board';
import { authorsName, type ExerciseKey, notebookOf, stableId } from './exercise-identity';
import { Yardsticks } from './yardsticks';

/** A cell that so many students have is an exercise though its author gave it no name, or the uploaded notebook does not have it: it is not one student's own. */
const ENOUGH_STUDENTS = 2;

const inWords = new Intl.Collator('en', { numeric: true });

type StudentProgress = ExerciseMatrix['students'][number];

/** An `ExerciseMatrix` whose students are described one by one: a large class has megabytes of them. */
export interface Matrix {
  readonly exercises: readonly ExerciseState[];
  readonly students: Iterable<StudentProgress>;
}

/** Exercises as they are shown, and the place of each in their list. */
export interface ExerciseList {
  readonly exercises: readonly ExerciseState[];
  readonly numbers: ReadonlyMap<ExerciseKey, number>;
}

/** How a student gets on with what they worked at last. */
export interface StudentHeadway {
  readonly streak: Streak;
  readonly struggle: Struggle | undefined;
}

/** What instructors see of a class's exercises and errors. Only what was worked at is looked at again. */
export class ExerciseView {
  readonly #states = new Map<ExerciseKey, ExerciseState>();
  readonly #yardsticks: Yardsticks;
  readonly #places = new ErrorPlaces();
  readonly #errors = new Map<string, readonly FoundError[]>();
  /** To be looked at again: what was worked at since, and what is told in another way. */
  readonly #stale = new Set<ExerciseKey>();
  /** Whose errors are to be found again. */
  readonly #stalePlaces = new Set<string>();

  #sinceMs = Number.NEGATIVE_INFINITY;

  /** @param session what students did from `sinceMs` on tells how they get on now; how they stand, all they ever did */
  constructor(
    private readonly board: ExerciseBoard,
    private readonly session: { readonly sinceMs: number } = { sinceMs: Number.NEGATIVE_INFINITY },
  ) {
    this.#yardsticks = new Yardsticks(board);
  }

  /**
   * What the class's instructor says of its notebooks, from now on. It changes what is shown of the past, too, and nothing of what is remembered.
   * The same object again changes nothing.
   * @returns whether it says something else than the one before
   */
  usePlan(plan?: CoursePlan): boolean {
    const before = this.#yardsticks.plan;
    this.#yardsticks.usePlan(plan).forEach(key => this.#stale.add(key));
    return before !== this.#yardsticks.plan;
  }

  /** Students to whom, as of the last look, their exercises or the checks of them have changed since the last call, though they may have done nothing. */
  takeMeasuredAnew(): ReadonlySet<string> {
    return this.#yardsticks.takeMeasuredAnew();
  }

  /** In the order of the notebooks and of the cells in them; the exercises of most students where there are more than can be shown. */
  exercises(): readonly ExerciseState[] {
    return this.list().exercises;
  }

  list(): ExerciseList {
    this.look();
    const shown = this.#shown();
    return { exercises: shown.map(([, state]) => state), numbers: new Map(shown.map(([key], index) => [key, index])) };
  }

  /** What an exercise is measured by. The same object as long as it is the same. */
  yardstickOf(key: ExerciseKey): Yardstick {
    return this.#yardsticks.of(key);
  }

  isHidden(key: ExerciseKey): boolean {
    return this.#yardsticks.plan.isHidden(key);
  }

  /** Looks at what was worked at since the last time. What lists exercises or errors does so by itself; what is asked of one student does not. */
  look(): void {
    for (const _ of this.lookInSteps()) {
      // Nobody waits meanwhile.
    }
  }

  /** The same a little at a time: one student can have worked at thousands. What is worked at meanwhile is left for the next look. */
  *lookInSteps(): Generator<void, void, undefined> {
    this.board.takeTouched().forEach(key => this.#stale.add(key));
    const { sinceMs } = this.session;
    if (sinceMs !== this.#sinceMs) {
      // With a session all that is told of now begins anew.
      this.#sinceMs = sinceMs;
      for (const key of this.board.keys()) {
        this.#stale.add(key);
      }
    }
    for (const key of this.#stale) {
      this.#stale.delete(key);
      this.#refreshExercise(key).forEach(place => this.#stalePlaces.add(place));
      yield;
    }
    for (const place of this.#stalePlaces) {
      this.#stalePlaces.delete(place);
      this.#refreshErrors(place);
      yield;
    }
  }

  /** By the exercises as of the last look. */
  headwayOf(studentId: string): StudentHeadway {
    const { sinceMs } = this.session;
    const key = this.board.hereOf(studentId, sinceMs);
    const work = key === undefined ? undefined : this.board.worksOf(studentId).get(key);
    if (key === undefined || work === undefined) {
      return { streak: NO_STREAK, struggle: undefined };
    }
    const { streak, struggle } = this.#yardsticks.headwayOf(work, this.#yardsticks.of(key), sinceMs);
    const exercise = this.#states.get(key)?.id;
    return { streak, struggle: struggle && exercise !== undefined ? { exercise, ...struggle } : undefined };
  }

  /** Most students first. */
  errors(students: ReadonlyMap<string, StudentRecord>): readonly ErrorGroup[] {
    this.look();
    return renderErrors([...this.#errors.values()].flat(), students);
  }

  /** Who has the error now, or for whom the check fails, and in which exercise or cell; undefined when nobody has. */
  membersOf(groupId: string): readonly Member[] | undefined {
    this.look();
    return [...this.#errors.values()].flat().find(({ id }) => id === groupId)?.members;
  }

  /** Students and exercises as they are at the time of the call; what is read of it later may be newer. */
  matrix(studentIds: Iterable<string>): Matrix {
    const { exercises, numbers } = this.list();
    return { exercises, students: this.#progress(studentIds, numbers) };
  }

  *#progress(studentIds: Iterable<string>, numbers: ReadonlyMap<ExerciseKey, number>): Generator<StudentProgress, void, undefined> {
    for (const studentId of studentIds) {
      const progress = [...this.board.worksOf(studentId)].flatMap(([key, work]) => {
        const exercise = numbers.get(key);
        const standing = exercise === undefined ? undefined : this.#yardsticks.standingOf(work, this.#yardsticks.of(key));
        return exercise === undefined || standing === undefined ? [] : [renderProgress(exercise, work, standing)];
      });
      yield { studentId, progress: progress.toSorted((a, b) => a.exercise - b.exercise) };
    }
  }

  #shown(): readonly (readonly [ExerciseKey, ExerciseState])[] {
    const all = [...this.#states];
    const most = all.length <= LIMITS.exercises ? all : all.toSorted(([, a], [, b]) => b.started - a.started).slice(0, LIMITS.exercises);
    return most.toSorted(
      ([, a], [, b]) =>
        inWords.compare(a.notebook, b.notebook) || a.index - b.index || inWords.compare(a.name, b.name) || (a.id < b.id ? -1 : 1),
    );
  }

  /** @returns the places whose errors may have changed with it */
  #refreshExercise(key: ExerciseKey): string[] {
    const works = this.board.worksAt(key);
    const yardstick = this.#yardsticks.of(key);
    const state = this.#isExercise(key, works.size) ? this.#describe(key, works, yardstick) : undefined;
    if ((state === undefined) === this.#states.has(key)) {
      this.#yardsticks.noteMeasuredAnew(works.keys());
    }
    if (state === undefined) {
      this.#states.delete(key);
    } else {
      this.#states.set(key, state);
    }
    const isNowhere = works.size === 0 || this.isHidden(key);
    const place = isNowhere ? undefined : state === undefined ? `notebook\n${notebookOf(key)}` : key;
    const moved = this.#places.move(key, place);
    if (works.size === 0 && state === undefined) {
      this.#yardsticks.forget(key);
    }
    return moved;
  }

  #isExercise(key: ExerciseKey, students: number): boolean {
    const { plan } = this.#yardsticks;
    if (plan.get(key) !== undefined) {
      return !plan.isHidden(key);
    }
    const isUploaded = plan.knowsNotebook(notebookOf(key));
    return authorsName(key) === undefined ? students >= ENOUGH_STUDENTS && !isUploaded : students >= (isUploaded ? ENOUGH_STUDENTS : 1);
  }

  #describe(key: ExerciseKey, works: ReadonlyMap<string, ExerciseWork>, yardstick: Yardstick): ExerciseState {
    return describeExercise({
      id: this.#states.get(key)?.id ?? stableId(key),
      key,
      planned: this.#yardsticks.plan.get(key),
      yardstick,
      works: works.values(),
      standingOf: work => this.#yardsticks.standingOf(work, yardstick),
      overcomeIn: work => this.#yardsticks.headwayOf(work, yardstick, this.#sinceMs).overcome,
      here: [...works.keys()].filter(studentId => this.board.hereOf(studentId, this.#sinceMs) === key).length,
      sinceMs: this.#sinceMs,
    });
  }

  #refreshErrors(place: string): void {
    const keys = this.#places.keysAt(place);
    const [first] = keys;
    const found = first === undefined ? [] : this.#findErrors(first, keys);
    if (found.length === 0) {
      this.#errors.delete(place);
    } else {
      this.#errors.set(place, found);
    }
  }

  #findErrors(first: ExerciseKey, keys: ReadonlySet<ExerciseKey>): FoundError[] {
    const exercise = this.#states.get(first) ?? null;
    const place: Place = { exercise, name: exercise?.title ?? exercise?.name ?? notebookOf(first), keys };
    const { checks } = this.#yardsticks.of(first);
    return [...findErrors(this.board, place, this.#sinceMs), ...findFailingChecks(this.board, place, checks, this.#sinceMs)];
  }
}
