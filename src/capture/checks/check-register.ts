import { type CheckedCellFacts, type DeclaredCheck, findDeclaredCheck, findSolution } from './declared-check';

/** What a cell checks, by the author's names. */
export interface CheckTarget {
  readonly exercise: string;
  readonly check: string;
}

interface RegisteredCheck {
  readonly declared: DeclaredCheck;
  /** Undefined for one above all exercises: it checks none, and so do its copies. */
  readonly target: CheckTarget | undefined;
  /** The source when the check was first seen, where only that tells it from others: what a copy was made of. */
  readonly source: string | undefined;
}

/**
 * Which checks a notebook has, from when it was opened: a check keeps its name and its exercise however its notebook is edited, and what a
 * student copies or splits goes on under the original's name.
 */
export class CheckRegister {
  readonly #originals = new Map<string, RegisteredCheck>();
  readonly #copies = new Map<string, RegisteredCheck>();

  /** @param cells those of the notebook when it was opened, in their order */
  constructor(cells: readonly CheckedCellFacts[]) {
    const counts = new Map<string, number>();
    const above = new ExercisesAbove();
    for (const cell of cells) {
      const declared = findDeclaredCheck(cell);
      if (declared !== undefined) {
        this.#originals.set(cell.id, register(cell, declared, placeAmong(counts, above.exerciseOf(declared), declared)));
      }
      above.pass(cell, declared);
    }
  }

  /** Takes note of the cells that came in, while they still look like what they were copied from. */
  note(cells: readonly CheckedCellFacts[]): void {
    for (const { id } of cells) {
      this.find(id, cells);
    }
  }

  /** What the cell checks; undefined where it is no check or nothing to check is above it. @param cells those of the notebook now */
  find(id: string, cells: readonly CheckedCellFacts[]): CheckTarget | undefined {
    const index = cells.findIndex(cell => cell.id === id);
    const cell = cells[index];
    const declared = cell === undefined ? undefined : findDeclaredCheck(cell);
    if (cell === undefined || declared === undefined) {
      return undefined;
    }
    const known = this.#originals.get(id) ?? this.#copies.get(id);
    if (known !== undefined && isSameDeclaration(known.declared, declared)) {
      return known.target;
    }
    const original = this.#findOriginal(cell, index, declared, cells);
    const target = original === undefined ? this.#invent(cells.slice(0, index), declared) : original.target;
    this.#copies.set(id, register(cell, declared, target));
    return target;
  }

  #findOriginal(
    cell: CheckedCellFacts,
    index: number,
    declared: DeclaredCheck,
    cells: readonly CheckedCellFacts[],
  ): RegisteredCheck | undefined {
    const alike = [...this.#originals].filter(([, { declared: other }]) => isSameDeclaration(other, declared));
    if (alike.length < 2) {
      return alike[0]?.[1];
    }
    const source = cell.readSource();
    const sameText = alike.find(([, check]) => check.source === source);
    return (sameText ?? findNeighbour(alike, index, cells) ?? alike[0])?.[1];
  }

  /** For a check that its author is writing just now. */
  #invent(cellsAbove: readonly CheckedCellFacts[], declared: DeclaredCheck): CheckTarget | undefined {
    const above = new ExercisesAbove();
    cellsAbove.forEach(cell => above.pass(cell, findDeclaredCheck(cell)));
    const exercise = above.exerciseOf(declared);
    if (exercise === undefined) {
      return undefined;
    }
    const names = [...this.#originals.values(), ...this.#copies.values()].map(({ target }) => target);
    const taken = new Set(names.filter(target => target?.exercise === exercise).map(target => target?.check));
    return { exercise, check: declared.check ?? String(taken.size + 1) };
  }
}

/** Walks down a notebook and remembers the exercises passed last. */
class ExercisesAbove {
  #solution: string | undefined;
  #any: string | undefined;

  pass(cell: CheckedCellFacts, declared: DeclaredCheck | undefined): void {
    if (declared === undefined) {
      this.#solution = findSolution(cell) ?? this.#solution;
      this.#any = cell.exercise ?? this.#any;
    }
  }

  exerciseOf({ by, exercise }: DeclaredCheck): string | undefined {
    return exercise ?? (by === 'nbgrader' ? this.#solution : this.#any);
  }
}

function placeAmong(counts: Map<string, number>, exercise: string | undefined, { check }: DeclaredCheck): CheckTarget | undefined {
  if (exercise === undefined) {
    return undefined;
  }
  const place = (counts.get(exercise) ?? 0) + 1;
  counts.set(exercise, place);
  return { exercise, check: check ?? String(place) };
}

function register(cell: CheckedCellFacts, declared: DeclaredCheck, target: CheckTarget | undefined): RegisteredCheck {
  return { declared, target, source: declared.check === undefined ? cell.readSource() : undefined };
}

function isSameDeclaration(one: DeclaredCheck, other: DeclaredCheck): boolean {
  return one.by === other.by && one.exercise === other.exercise && one.check === other.check;
}

/** The one right below, as a split leaves it, else the one right above. */
function findNeighbour<T>(
  checks: readonly (readonly [string, T])[],
  index: number,
  cells: readonly CheckedCellFacts[],
): readonly [string, T] | undefined {
  const at = (place: number) => checks.find(([id]) => id === cells[place]?.id);
  return at(index + 1) ?? at(index - 1);
}
