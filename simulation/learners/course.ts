import type { CellReference } from '../../src/protocol';

/**
 * How an exercise tells right from wrong:
 * - `asserts`: a cell that fails
 * - `otter`: a cell that says so and does not fail
 * - `nothing`
 */
type CheckStyle = 'asserts' | 'otter' | 'nothing';

export interface Exercise {
  readonly name: string;
  readonly definition: CellReference;
  /** Where `check` is run; the definition's own cell where nothing checks. */
  readonly test: CellReference;
  readonly style: CheckStyle;
  /** The names of its checks, told one after the other: the first that fails ends the run of an `asserts` cell. */
  readonly checks: readonly string[];
  /** How long a run of a right solution takes, in milliseconds. */
  readonly runMs: number;
  /** Its solution asks for input. */
  readonly asksInput: boolean;
  /** Its solution has a loop that can miss its end. */
  readonly canLoop: boolean;
}

export interface Course {
  readonly notebook: string;
  readonly cells: number;
  readonly exercises: readonly Exercise[];
}

const KINDS: readonly Pick<Exercise, 'style' | 'runMs' | 'asksInput' | 'canLoop'>[] = [
  { style: 'asserts', runMs: 20, asksInput: false, canLoop: false },
  { style: 'otter', runMs: 30, asksInput: false, canLoop: true },
  { style: 'asserts', runMs: 40, asksInput: true, canLoop: true },
  { style: 'otter', runMs: 60, asksInput: false, canLoop: true },
  { style: 'asserts', runMs: 25_000, asksInput: false, canLoop: false },
  { style: 'nothing', runMs: 80, asksInput: true, canLoop: true },
  { style: 'otter', runMs: 300, asksInput: false, canLoop: true },
  { style: 'asserts', runMs: 30, asksInput: false, canLoop: true },
];

function makeExercise(kind: (typeof KINDS)[number], place: number): Exercise {
  const name = `loops-${String(place + 1)}`;
  const checks = kind.style === 'asserts' ? [`${name}-small`, `${name}-large`, `${name}-empty`] : kind.style === 'otter' ? [name] : [];
  const definition = { id: `cell-${String(place + 1)}`, index: place * 3 + 1, exercise: name };
  const test = kind.style === 'nothing' ? definition : { id: `check-${String(place + 1)}`, index: place * 3 + 2 };
  return { ...kind, name, definition, test, checks };
}

/** A first course's week on loops: exercises checked by asserts, by Otter, and one by nothing; one whose right solution computes for long. */
export const LOOPS: Course = {
  notebook: 'week-1/loops.ipynb',
  cells: 1 + KINDS.length * 3,
  exercises: KINDS.map(makeExercise),
};

/** The same without anything that checks, as most notebooks are today. */
export const UNCHECKED_LOOPS: Course = {
  ...LOOPS,
  exercises: LOOPS.exercises.map(exercise => ({ ...exercise, style: 'nothing', checks: [], test: exercise.definition })),
};

/** Where students try things that are no exercise: a cell that they inserted, which nobody else has. @param whose a number that is theirs alone */
export function scratchOf(whose: number): CellReference {
  return { id: `scratch-${whose.toString(36).replace('.', '-')}`, index: 1 + KINDS.length * 3 };
}
