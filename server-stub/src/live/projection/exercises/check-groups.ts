import { compareKeys } from '../events/corrected-time';
import type { ExerciseBoard } from './exercise-board';
import { type FoundError, type Member, type Place } from './error-groups';
import { stableId } from './exercise-identity';

interface Failing extends Member {
  readonly signature: string;
}

interface Gathering {
  readonly failing: Failing[];
  ever: number;
  firstAtMs: number;
  lastAtMs: number;
}

/** Of each of these checks of an exercise: the students for whom it fails now, by what they ran from then on. */
export function findFailingChecks(
  board: ExerciseBoard,
  { exercise, name, keys }: Place,
  checks: readonly string[],
  sinceMs: number,
): FoundError[] {
  if (exercise === null) {
    return [];
  }
  return checks.flatMap(check => {
    const { failing, ...figures } = gather(board, keys, check, sinceMs);
    if (failing.length === 0) {
      return [];
    }
    const signature = mostCommonSignature(failing);
    // Whose words stand for all of them is first.
    const members = failing.toSorted((a, b) => rank(a, signature) - rank(b, signature) || compareKeys(a.key, b.key));
    return [{ id: stableId(exercise.id, 'check', check), check, exercise: exercise.id, place: name, signature, members, ...figures }];
  });
}

function gather(board: ExerciseBoard, keys: Place['keys'], check: string, sinceMs: number): Gathering {
  const gathering: Gathering = { failing: [], ever: 0, firstAtMs: Number.POSITIVE_INFINITY, lastAtMs: Number.NEGATIVE_INFINITY };
  for (const exercise of keys) {
    for (const [studentId, { checks }] of board.worksAt(exercise)) {
      const { failed, result } = checks.get(check) ?? {};
      if (failed !== undefined && failed.lastAtMs >= sinceMs) {
        gathering.ever += 1;
        gathering.firstAtMs = Math.min(gathering.firstAtMs, Math.max(sinceMs, failed.firstAtMs));
        gathering.lastAtMs = Math.max(gathering.lastAtMs, failed.lastAtMs);
      }
      if (result?.key !== undefined && result.key.timeMs >= sinceMs && result.value?.ok === false) {
        const { signature = '\n', message = '' } = result.value.failure ?? {};
        gathering.failing.push({ studentId, exercise, check, key: result.key, signature, message });
      }
    }
  }
  return gathering;
}

const rank = (member: Failing, signature: string): number => Number(member.signature !== signature);

/** The first in the alphabet of the most common. */
function mostCommonSignature(failing: readonly Failing[]): string {
  const counts = new Map<string, number>();
  failing.forEach(({ signature }) => counts.set(signature, (counts.get(signature) ?? 0) + 1));
  const [best] = [...counts].sort(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1));
  return best?.[0] ?? '\n';
}
