import type { Condition } from './condition';
import type { Entry } from './entry';

export interface Filter {
  /** Undefined: any. */
  readonly condition: Condition | undefined;
  /** Undefined: any; empty: in no team. */
  readonly team: string | undefined;
  /** Words that must all occur, in any of a student's names. */
  readonly query: string;
}

export const NO_FILTER: Filter = { condition: undefined, team: undefined, query: '' };

export function filterEntries(entries: readonly Entry[], filter: Filter): readonly Entry[] {
  const words = fold(filter.query).split(/\s+/u).filter(Boolean);
  return entries.filter(
    entry =>
      (filter.condition === undefined || entry.condition === filter.condition) &&
      (filter.team === undefined || entry.student.team === filter.team) &&
      hasEveryWord(entry, words),
  );
}

function hasEveryWord({ student, place }: Entry, words: readonly string[]): boolean {
  if (words.length === 0) {
    return true;
  }
  const { displayName, studentId, team, notebook, exercise, lastError } = student;
  const text = fold([displayName, studentId, team, notebook ?? '', exercise ?? '', place, lastError?.name ?? ''].join('\n'));
  return words.every(word => text.includes(word));
}

/** Without case and accents: "jose" finds José. */
function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
}
