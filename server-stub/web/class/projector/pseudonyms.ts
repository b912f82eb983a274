import type { Random } from '../../platform/random';
import type { TextStore } from '../../platform/text-store';

/** Names that say nothing about a student, such as "Student 47". */
export interface Pseudonyms {
  /** The same for the same student as long as the tab is open. */
  readonly nameOf: (studentId: string) => string;
  /** Whose pseudonym it is; undefined if it is none. */
  readonly studentIdOf: (name: string) => string | undefined;
}

export interface PseudonymPorts {
  /** The tab's own store: only the instructor can read it, who knows the names anyway. */
  readonly kept: TextStore;
  readonly random: Random;
}

/**
 * Numbers are random, out of at least twice as many as there are students: in sequence they would give away the alphabet or who joined
 * late. They are kept for the tab, because the class gets used to them.
 */
export function createPseudonyms(classId: string, format: (n: number) => string, { kept, random }: PseudonymPorts): Pseudonyms {
  const place = `pseudonyms-${classId}`;
  const numbers = readNumbers(kept.read(place));
  const studentIds = new Map([...numbers].map(([studentId, n]) => [format(n), studentId]));

  const draw = (studentId: string): number => {
    const n = drawFree(new Set(numbers.values()), random);
    numbers.set(studentId, n);
    studentIds.set(format(n), studentId);
    kept.write(place, JSON.stringify([...numbers]));
    return n;
  };

  return {
    nameOf: studentId => format(numbers.get(studentId) ?? draw(studentId)),
    studentIdOf: name => studentIds.get(name),
  };
}

/** A number that is not taken, below the smallest of 99, 999, … that leaves half of them free. */
export function drawFree(taken: ReadonlySet<number>, random: Random): number {
  let limit = 99;
  while (taken.size * 2 >= limit) {
    limit = limit * 10 + 9;
  }
  let n = 1 + Math.floor(random() * limit);
  while (taken.has(n)) {
    n = (n % limit) + 1;
  }
  return n;
}

function readNumbers(text: string | undefined): Map<string, number> {
  try {
    return new Map(JSON.parse(text ?? '[]') as readonly (readonly [string, number])[]);
  } catch {
    return new Map();
  }
}
