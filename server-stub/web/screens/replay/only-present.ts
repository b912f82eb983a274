import type { Replay } from '../../../../src/protocol';

/**
 * A replay of the exercises alone that any run is of, and of the students who were there: in a session not everybody of the class is.
 * @param begun who has begun, as far as that is known besides: they count though they have run nothing, as on the Overview
 */
export function onlyPresent(replay: Replay, begun: ReadonlySet<string> = new Set()): Replay {
  const students = renumber(replay.students, [
    ...replay.runs.map(([, student]) => student),
    ...replay.students.flatMap((id, index) => (begun.has(id) ? [index] : [])),
  ]);
  const exercises = renumber(
    replay.exercises,
    replay.runs.map(([, , exercise]) => exercise),
  );
  return {
    ...replay,
    students: students.items,
    exercises: exercises.items,
    runs: replay.runs.map(([atMs, student, exercise, ok, status]) => [
      atMs,
      students.numberOf(student),
      exercises.numberOf(exercise),
      ok,
      status,
    ]),
  };
}

/** How many students ran anything, of whom the replay's shares are: whoever joined and never began is a share of nothing. */
export function countRunners({ runs }: Replay): number {
  return new Set(runs.map(([, student]) => student)).size;
}

/** The items that are used, in their order, and what each is numbered then; what is no item's number stays. */
function renumber<T>(
  items: readonly T[],
  used: readonly number[],
): { readonly items: readonly T[]; readonly numberOf: (before: number) => number } {
  const present = new Set(used);
  const kept = items.map((_, index) => index).filter(index => present.has(index));
  const numbers = new Map(kept.map((before, after) => [before, after]));
  return { items: items.filter((_, index) => present.has(index)), numberOf: before => numbers.get(before) ?? before };
}
