import type { OrderKey } from '../events/corrected-time';
import type { ExecutedCell } from '../events/event-data';
import { ExerciseWork, type WorkedRun } from '../work/exercise-work';
import { Failures, type KnownFailure } from '../work/failure';
import { concernedBy } from './concerned';
import { type ExerciseKey, notebookName } from './exercise-identity';
import { StudentExercises, type StudentExercisesValue } from './student-exercises';
import { ToldChecks } from './told-checks';

/** What was read of a path: nearly every run is of the notebook that the one before it was of. */
interface Home {
  readonly path: string;
  readonly notebook: string;
}

interface WorkedAt {
  readonly works: Map<string, ExerciseWork>;
  readonly told: ToldChecks;
}

const NO_WORKS: ReadonlyMap<string, ExerciseWork> = new Map();
const NO_CHECKS: readonly string[] = [];

/** A kernel that died says nothing itself, and leaves no name for it. */
const KERNEL_DIED = { name: 'KernelDied', message: '' };

/** Who worked at what in a class, and with what outcome: by student, and by exercise. Cells that only one student has are there, too. */
export class ExerciseBoard {
  readonly #students = new Map<string, StudentExercises>();
  readonly #exercises = new Map<ExerciseKey, WorkedAt>();
  #touched = new Set<ExerciseKey>();
  readonly #failures = new Failures();
  #home: Home = { path: '', notebook: '' };

  /**
   * Takes in one run, which was not told before.
   * @param path says where it belongs, over renames
   */
  add(studentId: string, executed: ExecutedCell, order: OrderKey, path = executed.notebook): void {
    const student = this.#student(studentId);
    const { own, checked, here } = concernedBy(this.#notebookOf(path), executed.cell, executed.checks);
    if (executed.ended !== 'untouched') {
      this.#moveTo(student, here, order);
    }
    const { cell, ok, ended, durationMs } = executed;
    const run = { cell: cell.id, index: cell.index, ok, ended, durationMs, failure: this.#failureOf(executed) };
    if (own !== undefined) {
      this.#work(studentId, student, own, { ...run, isOwn: true, checks: checked.get(own) ?? [] }, order);
    }
    for (const [key, checks] of checked) {
      if (key !== own) {
        this.#work(studentId, student, key, { ...run, isOwn: false, checks }, order);
      }
    }
  }

  /** Everybody's work at an exercise, by student. */
  worksAt(key: ExerciseKey): ReadonlyMap<string, ExerciseWork> {
    return this.#exercises.get(key)?.works ?? NO_WORKS;
  }

  /** The checks of an exercise that count, as the class tells them. The same list as long as they are the same. */
  checksOf(key: ExerciseKey): readonly string[] {
    return this.#exercises.get(key)?.told.counting ?? NO_CHECKS;
  }

  /** One student's work, by exercise. */
  worksOf(studentId: string): ReadonlyMap<ExerciseKey, ExerciseWork> {
    return this.#students.get(studentId)?.works ?? new Map<ExerciseKey, ExerciseWork>();
  }

  /** What the newest run of a student was of, from then on; undefined outside any exercise that can be told from others. */
  hereOf(studentId: string, sinceMs: number): ExerciseKey | undefined {
    return this.#students.get(studentId)?.here.valueSince(sinceMs) ?? undefined;
  }

  /** The exercises that changed since the last call, those included that nobody works at any more. */
  takeTouched(): ReadonlySet<ExerciseKey> {
    const touched = this.#touched;
    this.#touched = new Set();
    return touched;
  }

  /** All exercises that anybody works at. */
  keys(): Iterable<ExerciseKey> {
    return this.#exercises.keys();
  }

  erase(studentId: string): void {
    for (const key of this.worksOf(studentId).keys()) {
      this.#forget(studentId, key);
    }
    this.#students.delete(studentId);
  }

  toValue(studentId: string): StudentExercisesValue | null {
    const student = this.#students.get(studentId);
    return student === undefined
      ? null
      : { here: student.here.toValue(), works: [...student.works].map(([key, work]) => [key, work.toValue()] as const) };
  }

  restore(studentId: string, value: StudentExercisesValue | null): void {
    if (value !== null) {
      const student = this.#student(studentId);
      student.here.restore(value.here);
      value.works.forEach(([key, work]) => this.#keep(studentId, student, key, ({ told }) => ExerciseWork.of(work, told)));
    }
  }

  #student(studentId: string): StudentExercises {
    const student = this.#students.get(studentId) ?? new StudentExercises();
    this.#students.set(studentId, student);
    return student;
  }

  #notebookOf(path: string): string {
    if (this.#home.path !== path) {
      this.#home = { path, notebook: notebookName(path) };
    }
    return this.#home.notebook;
  }

  #work(studentId: string, student: StudentExercises, key: ExerciseKey, run: WorkedRun, order: OrderKey): void {
    const work = student.use(key) ?? this.#keep(studentId, student, key, ({ told }) => new ExerciseWork(told));
    for (const excess of student.add(work, run, order)) {
      student.forget(excess);
      this.#forget(studentId, excess);
    }
    this.#touched.add(key);
  }

  #keep(studentId: string, student: StudentExercises, key: ExerciseKey, make: (at: WorkedAt) => ExerciseWork): ExerciseWork {
    const at = this.#exercises.get(key) ?? { works: new Map<string, ExerciseWork>(), told: new ToldChecks() };
    const work = make(at);
    this.#exercises.set(key, at);
    at.works.set(studentId, work);
    student.take(key, work);
    this.#touched.add(key);
    return work;
  }

  #forget(studentId: string, key: ExerciseKey): void {
    const at = this.#exercises.get(key);
    at?.works.get(studentId)?.checks.forget();
    at?.works.delete(studentId);
    if (at?.works.size === 0) {
      this.#exercises.delete(key);
    }
    this.#touched.add(key);
  }

  #moveTo({ here }: StudentExercises, key: ExerciseKey | undefined, order: OrderKey): void {
    const before = here.value;
    here.offer(order, key ?? null);
    if (before !== here.value) {
      [before, here.value].forEach(changed => typeof changed === 'string' && this.#touched.add(changed));
    }
  }

  #failureOf({ error, ended, ok, checks = [] }: ExecutedCell): KnownFailure | undefined {
    const words = error ?? (ended === 'kernel_died' ? KERNEL_DIED : null);
    const hasFailed = !ok || checks.some(check => !check.ok);
    return words === null || !hasFailed ? undefined : this.#failures.of(words);
  }
}
