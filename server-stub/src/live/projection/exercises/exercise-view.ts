import {
  type CoursePlan,
  type ErrorGroup,
  type ExerciseMatrix,
  type ExerciseProgress,
  type ExerciseState,
  LIMITS,
} from '../../../../../src/protocol';
import { toTimestamp } from '../../../platform/clock';
import { findErrors, type FoundError, type Member, type Place, renderErrors } from './error-groups';
import type { ExerciseBoard } from './exercise-board';
import { authorsName, type ExerciseKey, stableId } from './exercise-identity';
import type { ExerciseWork } from './exercise-work';
import type { StudentRecord } from '../students/student-record';

/** A cell that so many students have is an exercise though its author gave it no name. */
const ENOUGH_STUDENTS = 2;

const NO_PLAN: CoursePlan = { notebooks: [] };

const inWords = new Intl.Collator('en', { numeric: true });

type StudentProgress = ExerciseMatrix['students'][number];

/** An `ExerciseMatrix` whose students are described one by one: a large class has megabytes of them. */
export interface Matrix {
  readonly exercises: readonly ExerciseState[];
  readonly students: Iterable<StudentProgress>;
}

/** What instructors see of a class's exercises and errors. Only what was worked at is looked at again. */
export class ExerciseView {
  readonly #states = new Map<ExerciseKey, ExerciseState>();
  /** By its name as an address: an exercise's key, or a notebook. */
  readonly #places = new Map<string, Set<ExerciseKey>>();
  readonly #placeOf = new Map<ExerciseKey, string>();
  readonly #errors = new Map<string, readonly FoundError[]>();

  #plan: CoursePlan = NO_PLAN;

  constructor(private readonly board: ExerciseBoard) {}

  /** What the class's instructor says of its notebooks, from now on. It changes what is shown of the past, too, and nothing of what is remembered. */
  usePlan(plan: CoursePlan = NO_PLAN): void {
    this.#plan = plan;
  }

  /** In the order of the notebooks and of the cells in them; the exercises of most students where there are more than can be shown. */
  exercises(): readonly ExerciseState[] {
    return this.list().exercises;
  }

  /** The exercises, and the place of each in their list. */
  list(): { readonly exercises: readonly ExerciseState[]; readonly numbers: ReadonlyMap<ExerciseKey, number> } {
    this.#refresh();
    const shown = this.#shown();
    return { exercises: shown.map(([, state]) => state), numbers: new Map(shown.map(([key], index) => [key, index])) };
  }

  /** Most students first. */
  errors(students: ReadonlyMap<string, StudentRecord>): readonly ErrorGroup[] {
    this.#refresh();
    return renderErrors([...this.#errors.values()].flat(), students);
  }

  /** Who has the error now, and in which exercise or cell; undefined when nobody has. */
  membersOf(groupId: string): readonly Member[] | undefined {
    this.#refresh();
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
        return exercise === undefined ? [] : [renderProgress(exercise, work)];
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

  #refresh(): void {
    const touched = this.board.takeTouched();
    if (touched.size > 0) {
      const places = new Set([...touched].flatMap(key => this.#refreshExercise(key)));
      places.forEach(place => this.#refreshErrors(place));
    }
  }

  /** @returns the places whose errors may have changed with it */
  #refreshExercise(key: ExerciseKey): string[] {
    const works = this.board.worksAt(key);
    const state = isExercise(key, works) ? this.#describe(key, works) : undefined;
    if (state === undefined) {
      this.#states.delete(key);
    } else {
      this.#states.set(key, state);
    }
    const before = this.#placeOf.get(key);
    const place = works.size === 0 ? undefined : state === undefined ? `notebook\n${notebookOf(works)}` : key;
    this.#move(key, before, place);
    return [before, place].filter(changed => changed !== undefined);
  }

  #move(key: ExerciseKey, before: string | undefined, place: string | undefined): void {
    if (before === place) {
      return;
    }
    if (before !== undefined) {
      this.#places.get(before)?.delete(key);
      this.#placeOf.delete(key);
    }
    if (place !== undefined) {
      this.#places.set(place, (this.#places.get(place) ?? new Set()).add(key));
      this.#placeOf.set(key, place);
    }
  }

  #refreshErrors(place: string): void {
    const keys = this.#places.get(place) ?? new Set();
    const [first] = keys;
    const found = first === undefined ? [] : findErrors(this.board, this.#describePlace(first, keys));
    if (keys.size === 0) {
      this.#places.delete(place);
    }
    if (found.length === 0) {
      this.#errors.delete(place);
    } else {
      this.#errors.set(place, found);
    }
  }

  #describePlace(first: ExerciseKey, keys: ReadonlySet<ExerciseKey>): Place {
    const exercise = this.#states.get(first) ?? null;
    return { exercise, name: exercise?.name ?? notebookOf(this.board.worksAt(first)), keys };
  }

  #describe(key: ExerciseKey, works: ReadonlyMap<string, ExerciseWork>): ExerciseState {
    const all = [...works.values()];
    const [notebook, index] = [
      notebookOf(works),
      mostCommon(
        all.map(({ last }) => last.value?.index ?? -1),
        (a, b) => a - b,
      ),
    ];
    const done = all.filter(isDone);
    return {
      id: this.#states.get(key)?.id ?? stableId(key),
      name: authorsName(key) ?? `${notebook} #${String(index + 1)}`,
      notebook,
      index,
      started: all.length,
      done: done.length,
      failing: all.length - done.length,
      here: [...works.keys()].filter(studentId => this.board.isHere(studentId, key)).length,
      medianAttempts: median(done.map(({ tries }) => tries)),
      medianMs: median(done.map(({ doneAtMs = 0, firstAtMs }) => doneAtMs - firstAtMs)),
    };
  }
}

function isExercise(key: ExerciseKey, works: ReadonlyMap<string, ExerciseWork>): boolean {
  return works.size >= ENOUGH_STUDENTS || (works.size > 0 && authorsName(key) !== undefined);
}

const isDone = ({ last }: ExerciseWork): boolean => last.value?.ok === true;

function notebookOf(works: ReadonlyMap<string, ExerciseWork>): string {
  return mostCommon(
    [...works.values()].map(({ last }) => last.value?.notebook ?? ''),
    (a, b) => (a < b ? -1 : 1),
  );
}

/** The smallest of the most common. */
function mostCommon<T>(values: readonly T[], compare: (a: T, b: T) => number): T {
  const counts = new Map<T, number>();
  values.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  const [[best]] = [...counts].sort(([a, ofA], [b, ofB]) => ofB - ofA || compare(a, b)) as [[T, number]];
  return best;
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >>> 1], sorted[sorted.length >>> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function renderProgress(exercise: number, work: ExerciseWork): ExerciseProgress {
  const { attempts, errors, firstAtMs, last, doneAtMs } = work;
  return {
    exercise,
    status: isDone(work) ? 'done' : 'failing',
    attempts,
    errors,
    firstAt: toTimestamp(firstAtMs),
    lastAt: toTimestamp(last.key?.timeMs ?? firstAtMs),
    doneAt: doneAtMs === undefined ? null : toTimestamp(doneAtMs),
  };
}
