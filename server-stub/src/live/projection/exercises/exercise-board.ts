import type { CellError } from '../../../../../src/protocol';
import { Newest, type NewestValue, type OrderKey } from '../events/corrected-time';
import { exampleOf, normaliseMessage } from '../errors/error-message';
import type { ExecutedCell } from '../events/event-data';
import { type ExerciseKey, exerciseKeyOf, notebookName } from './exercise-identity';
import { ExerciseWork, type ExerciseWorkValue, type Failure, signatureOf } from './exercise-work';

/** A student's exercises as a snapshot holds them; the one used longest ago is first. */
export interface StudentExercisesValue {
  readonly here: NewestValue<ExerciseKey | null>;
  readonly works: readonly (readonly [key: ExerciseKey, work: ExerciseWorkValue])[];
}

/** More than a course ever needs; they bound what a hostile client can make the server remember. */
const MAX_WORKS = 500;
const MAX_MESSAGES = 1000;

interface StudentExercises {
  readonly works: Map<ExerciseKey, ExerciseWork>;
  /** What the newest run of all was of. */
  readonly here: Newest<ExerciseKey | null>;
  /** Nearly every run is of the cell that ran before it: that one is found without a search. */
  lastUsed:
    | { readonly path: string; readonly id: string; readonly exercise: string | undefined; readonly found: Found | undefined }
    | undefined;
}

interface Found {
  readonly key: ExerciseKey;
  readonly notebook: string;
  readonly work: ExerciseWork;
}

/** Who worked at what in a class, and with what outcome: by student, and by exercise. Cells that only one student has are there, too. */
export class ExerciseBoard {
  readonly #students = new Map<string, StudentExercises>();
  readonly #exercises = new Map<ExerciseKey, Map<string, ExerciseWork>>();
  #touched = new Set<ExerciseKey>();
  /** The same message comes again and again. */
  readonly #failures = new Map<string, Failure>();

  /** Takes in one run, which was not told before. */
  add(studentId: string, executed: ExecutedCell, order: OrderKey): void {
    const student = this.#student(studentId);
    const found = this.#find(studentId, student, executed);
    this.#moveTo(student, found?.key ?? null, order);
    if (found !== undefined) {
      const { cell, ok, error } = executed;
      const failure = ok || error === null ? null : this.#failureOf(error);
      found.work.add({ notebook: found.notebook, index: cell.index, ok, failure }, order);
      this.#touched.add(found.key);
    }
  }

  /** Everybody's work at an exercise, by student. */
  worksAt(key: ExerciseKey): ReadonlyMap<string, ExerciseWork> {
    return this.#exercises.get(key) ?? new Map<string, ExerciseWork>();
  }

  /** One student's work, by exercise. */
  worksOf(studentId: string): ReadonlyMap<ExerciseKey, ExerciseWork> {
    return this.#students.get(studentId)?.works ?? new Map<ExerciseKey, ExerciseWork>();
  }

  isHere(studentId: string, key: ExerciseKey): boolean {
    return this.#students.get(studentId)?.here.value === key;
  }

  /** The exercises that changed since the last call, those included that nobody works at any more. */
  takeTouched(): ReadonlySet<ExerciseKey> {
    const touched = this.#touched;
    this.#touched = new Set();
    return touched;
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
      value.works.forEach(([key, work]) => this.#keep(studentId, student, key, ExerciseWork.of(work)));
    }
  }

  #student(studentId: string): StudentExercises {
    let student = this.#students.get(studentId);
    if (student === undefined) {
      student = { works: new Map(), here: new Newest(), lastUsed: undefined };
      this.#students.set(studentId, student);
    }
    return student;
  }

  #find(studentId: string, student: StudentExercises, { notebook: path, cell }: ExecutedCell): Found | undefined {
    const { lastUsed } = student;
    const { id, exercise } = cell;
    if (lastUsed !== undefined && lastUsed.id === id && lastUsed.exercise === exercise && lastUsed.path === path) {
      return lastUsed.found;
    }
    const notebook = notebookName(path);
    const key = exerciseKeyOf(notebook, cell);
    const found = key === undefined ? undefined : { key, notebook, work: this.#use(studentId, student, key) };
    student.lastUsed = { path, id, exercise, found };
    return found;
  }

  /** A map keeps the order of insertion, and every use inserts anew. */
  #use(studentId: string, student: StudentExercises, key: ExerciseKey): ExerciseWork {
    const known = student.works.get(key);
    if (known !== undefined) {
      student.works.delete(key);
      student.works.set(key, known);
      return known;
    }
    const work = new ExerciseWork();
    this.#keep(studentId, student, key, work);
    if (student.works.size > MAX_WORKS) {
      this.#forgetStalest(studentId, student);
    }
    return work;
  }

  #forgetStalest(studentId: string, { works }: StudentExercises): void {
    const [stalest] = works.keys();
    if (stalest !== undefined) {
      this.#forget(studentId, stalest);
      works.delete(stalest);
    }
  }

  #keep(studentId: string, student: StudentExercises, key: ExerciseKey, work: ExerciseWork): void {
    student.works.set(key, work);
    const works = this.#exercises.get(key) ?? new Map<string, ExerciseWork>();
    this.#exercises.set(key, works.set(studentId, work));
    this.#touched.add(key);
  }

  #forget(studentId: string, key: ExerciseKey): void {
    const works = this.#exercises.get(key);
    works?.delete(studentId);
    if (works?.size === 0) {
      this.#exercises.delete(key);
    }
    this.#touched.add(key);
  }

  #moveTo({ here }: StudentExercises, key: ExerciseKey | null, order: OrderKey): void {
    const before = here.value;
    here.offer(order, key);
    if (before !== here.value) {
      [before, here.value].forEach(changed => typeof changed === 'string' && this.#touched.add(changed));
    }
  }

  #failureOf(error: CellError): Failure {
    const text = `${error.name}\n${error.message}`;
    let failure = this.#failures.get(text);
    if (failure === undefined) {
      failure = { signature: signatureOf(error, normaliseMessage), message: exampleOf(error.message) };
      if (this.#failures.size >= MAX_MESSAGES) {
        this.#failures.clear();
      }
      this.#failures.set(text, failure);
    }
    return failure;
  }
}
