export interface CellChange {
  readonly type: 'cell.added' | 'cell.removed' | 'cell.moved';
  readonly id: string;
  /** From 0; of a removed cell, where it was. */
  readonly index: number;
}

/**
 * What became of a notebook's cells, given their ids before and after.
 * @param inserted the cells that were put into the list meanwhile: a cell moves by being taken out and put in elsewhere, which tells
 * the one that moved from those that it passed
 */
export function diffCells(before: readonly string[], after: readonly string[], inserted: ReadonlySet<string>): CellChange[] {
  const [known, present] = [new Set(before), new Set(after)];
  const stayed = new Set(before.filter(id => present.has(id) && !inserted.has(id)));
  const [placesBefore, placesAfter] = [placesAmong(stayed, before), placesAmong(stayed, after)];
  const removed = before.flatMap((id, index) => (present.has(id) ? [] : [change('cell.removed', id, index)]));
  const others = after.flatMap((id, index) => {
    if (!known.has(id)) {
      return [change('cell.added', id, index)];
    }
    return placesBefore.get(id) === placesAfter.get(id) ? [] : [change('cell.moved', id, index)];
  });
  return [...removed, ...others];
}

function change(type: CellChange['type'], id: string, index: number): CellChange {
  return { type, id, index };
}

/** How many of the cells that stayed are above each of the others. */
function placesAmong(stayed: ReadonlySet<string>, ids: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  let above = 0;
  for (const id of ids) {
    if (stayed.has(id)) {
      above += 1;
    } else {
      places.set(id, above);
    }
  }
  return places;
}
