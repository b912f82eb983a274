import type { ErrorGroup } from '../../../../src/protocol';

/** The errors of one exercise, or of a notebook outside any exercise. */
export interface ErrorPlace {
  readonly key: string;
  readonly place: string;
  /** Most students first. */
  readonly groups: readonly ErrorGroup[];
}

/** Grouped by exercise, most affected students first. */
export function placesOf(errors: readonly ErrorGroup[]): readonly ErrorPlace[] {
  const byPlace = Map.groupBy(errors, ({ exercise, place }) => exercise ?? `\n${place}`);
  const places = [...byPlace].map(([key, groups]) => ({ key, place: groups[0]?.place ?? '', groups: groups.toSorted(byStudents) }));
  return places.toSorted((a, b) => countStudents(b.groups) - countStudents(a.groups) || (a.key < b.key ? -1 : 1));
}

/** Somebody may be in two groups of a place: counted once. */
export function countStudents(groups: readonly ErrorGroup[]): number {
  return new Set(groups.flatMap(({ studentIds }) => studentIds)).size;
}

function byStudents(a: ErrorGroup, b: ErrorGroup): number {
  return b.studentIds.length - a.studentIds.length || (a.id < b.id ? -1 : 1);
}

/** An error that nobody has any more. */
export interface SolvedError {
  readonly group: ErrorGroup;
  readonly atMs: number;
}

/** How long a solved error stays on screen. */
export const SOLVED_SHOWN_MS = 5 * 60_000;

/** Errors solved while the screen was open, newest first; without those that came back or are old. */
export function noteSolved(
  solved: readonly SolvedError[],
  before: readonly ErrorGroup[],
  now: readonly ErrorGroup[],
  nowMs: number,
): readonly SolvedError[] {
  const present = new Set(now.map(({ id }) => id));
  const gone = before.filter(({ id }) => !present.has(id)).map(group => ({ group, atMs: nowMs }));
  return [...gone, ...solved].filter(({ group, atMs }) => !present.has(group.id) && nowMs - atMs < SOLVED_SHOWN_MS);
}
