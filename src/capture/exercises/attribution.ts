/** What is known of a cell when it is asked which exercise it belongs to. */
export interface CellFacts {
  readonly id: string;
  /** The author's name for its exercise, as the cell's own metadata have it; see `findExercise`. */
  readonly name: string | undefined;
  /** Whether the cell was in the notebook when it was opened. */
  readonly isOriginal: boolean;
  /** A check is no exercise, and belongs to none. */
  readonly isCheck?: boolean;
}

/**
 * The exercise of each cell that has one, by cell id, for the cells of a notebook in their order (checks are left out):
 * - A cell with a name of its own belongs to that exercise.
 * - Of several cells with one name, one is the exercise's own: the first of those that were there when the notebook was opened, else the
 *   first. The others are copies, since splitting and pasting copy a cell's metadata. Copies beside their own, as a split leaves
 *   them, belong to its exercise; a copy elsewhere is what a student starts from in another place: it is treated like a new cell.
 * - A new cell, one that came into the open notebook, belongs to the exercise of the nearest cell above that has one.
 * - A cell without a name that was there at the opening is the author's own between the exercises, and has none.
 *
 * Nothing is written into the notebook, so what came in before the page was reloaded counts as the author's from then on, and of copies
 * that were saved the first counts as their exercise's own.
 */
export function attributeExercises(all: readonly CellFacts[]): ReadonlyMap<string, string> {
  const cells = all.filter(({ isCheck }) => isCheck !== true);
  const own = findNamesakesInPlace(cells);
  const exercises = new Map<string, string>();
  let above: string | undefined;
  for (const { id, name, isOriginal } of cells) {
    const inherited = name !== undefined || !isOriginal ? above : undefined;
    const exercise = own.has(id) ? name : (inherited ?? name);
    if (exercise !== undefined) {
      exercises.set(id, exercise);
      above = exercise;
    }
  }
  return exercises;
}

/** The cells that are their exercise's own, and the copies that stand beside one with no other name between. */
function findNamesakesInPlace(cells: readonly CellFacts[]): ReadonlySet<string> {
  const named = cells.filter(({ name }) => name !== undefined);
  const owners = findOwners(named);
  const inPlace = new Set<string>();
  for (const neighbours of groupNeighbours(named)) {
    if (neighbours.some(({ id }) => owners.has(id))) {
      neighbours.forEach(({ id }) => inPlace.add(id));
    }
  }
  return inPlace;
}

function findOwners(named: readonly CellFacts[]): ReadonlySet<string> {
  const owners = new Map<string | undefined, string>();
  for (const { name, id } of [...named.filter(cell => cell.isOriginal), ...named]) {
    owners.set(name, owners.get(name) ?? id);
  }
  return new Set(owners.values());
}

function groupNeighbours(named: readonly CellFacts[]): CellFacts[][] {
  const groups: CellFacts[][] = [];
  for (const cell of named) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]?.name === cell.name) {
      last.push(cell);
    } else {
      groups.push([cell]);
    }
  }
  return groups;
}
