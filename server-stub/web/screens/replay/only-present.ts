import type { Replay } from '../../../../src/protocol';

/** A replay of those students and exercises alone that any run is of: in a session not everybody of the class was there. */
export function onlyPresent(replay: Replay): Replay {
  const students = renumber(
    replay.students,
    replay.runs.map(([, student]) => student),
  );
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
