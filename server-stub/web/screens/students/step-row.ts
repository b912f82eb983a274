interface Shown {
  readonly startIndex: number;
  readonly endIndex: number;
}

/** The row that a key moves to from row `index` of `count`; undefined if it does not move. `shown` is the number of rows per page. */
export function stepRow(key: string, index: number, count: number, shown: Shown | null): number | undefined {
  if (index < 0) {
    return undefined;
  }
  const page = Math.max(1, (shown?.endIndex ?? 0) - (shown?.startIndex ?? 0) - 1);
  const targets = new Map([
    ['ArrowDown', index + 1],
    ['ArrowUp', index - 1],
    ['PageDown', index + page],
    ['PageUp', index - page],
    ['Home', 0],
    ['End', count - 1],
  ]);
  const next = Math.min(Math.max(targets.get(key) ?? index, 0), count - 1);
  return next === index ? undefined : next;
}
