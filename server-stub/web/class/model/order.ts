import { attendanceOf } from './attendance';
import { CONDITIONS, needsPerson } from './condition';
import type { Entry } from './entry';

export const SORT_KEYS = ['attention', 'name', 'team', 'activity', 'runs', 'errors', 'streak', 'place', 'visit'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface Sort {
  readonly key: SortKey;
  /** Against the key's natural direction: names from Z, numbers from the lowest. */
  readonly isReversed: boolean;
}

export const BY_ATTENTION: Sort = { key: 'attention', isReversed: false };

type Compare = (a: Entry, b: Entry) => number;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Natural order: Team 2 before Team 10. */
export const compareNames = (a: string, b: string): number => collator.compare(a, b);

const nameOf = ({ student }: Entry): string => student.displayName || student.studentId;
const byName: Compare = (a, b) => compareNames(nameOf(a), nameOf(b)) || compareNames(a.student.studentId, b.student.studentId);
/** RFC 3339 in UTC compares as text; a student without events comes last. */
const byActivity: Compare = (a, b) => compareText(b.student.lastEventAt ?? '', a.student.lastEventAt ?? '');

const COMPARE: Readonly<Record<Exclude<SortKey, 'visit'>, Compare>> = {
  attention: compareAttention,
  name: byName,
  team: (a, b) => Number(a.student.team === '') - Number(b.student.team === '') || compareNames(a.student.team, b.student.team),
  activity: byActivity,
  runs: (a, b) => b.student.runs - a.student.runs,
  errors: (a, b) => b.student.errors - a.student.errors,
  streak: (a, b) => b.student.errorStreak - a.student.errorStreak,
  place: (a, b) => compareNames(placeOf(a), placeOf(b)),
};

/** @param nowMs the server's time in milliseconds, by which claims lapse; of no matter to other orders than `visit` */
export function sortEntries(entries: readonly Entry[], sort: Sort, nowMs = 0): readonly Entry[] {
  const compare = sort.key === 'visit' ? compareVisits(nowMs) : COMPARE[sort.key];
  const direction = sort.isReversed ? -1 : 1;
  return entries.toSorted((a, b) => direction * compare(a, b) || byName(a, b));
}

/** Help before who is stuck, the longest wait and the longest streak first; the rest by condition. */
function compareAttention(a: Entry, b: Entry): number {
  const byCondition = CONDITIONS.indexOf(a.condition) - CONDITIONS.indexOf(b.condition);
  if (byCondition !== 0 || !needsPerson(a.condition)) {
    return byCondition;
  }
  return compareText(a.help?.since ?? '', b.help?.since ?? '') || b.student.errorStreak - a.student.errorStreak;
}

/** Claimed first, then helped, then the rest. */
function compareVisits(nowMs: number): Compare {
  const rankOf = ({ student, help }: Entry): number => {
    const status = attendanceOf(student, help, nowMs)?.status;
    return status === undefined ? 2 : Number(status === 'done');
  };
  return (a, b) => rankOf(a) - rankOf(b);
}

function placeOf({ student }: Entry): string {
  return `${student.exercise ?? ''} ${student.notebook ?? ''}`;
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/**
 * Keeps the order on screen: ids that are gone drop out, new ones go to the end.
 * Rows must not jump away while somebody is about to click one.
 */
export function holdOrder(shown: readonly string[], wanted: readonly string[]): readonly string[] {
  const stillWanted = new Set(wanted);
  const alreadyShown = new Set(shown);
  return [...shown.filter(id => stillWanted.has(id)), ...wanted.filter(id => !alreadyShown.has(id))];
}
