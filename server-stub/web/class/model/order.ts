import { attendanceOf } from './attendance';
import { CONDITIONS } from './condition';
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

const COMPARE: Readonly<Record<Exclude<SortKey, 'visit' | 'attention'>, Compare>> = {
  name: byName,
  team: (a, b) => Number(a.student.team === '') - Number(b.student.team === '') || compareNames(a.student.team, b.student.team),
  activity: byActivity,
  runs: (a, b) => b.student.runs - a.student.runs,
  errors: (a, b) => b.student.errors - a.student.errors,
  streak: (a, b) => b.student.errorStreak - a.student.errorStreak,
  place: (a, b) => compareNames(a.place, b.place) || compareNames(a.student.notebook ?? '', b.student.notebook ?? ''),
};

/** What some orders depend on besides the entries. */
export interface SortedBy {
  /** Who is on the list of who needs somebody, by id and in its order: for `attention`. */
  readonly needy?: ReadonlyMap<string, unknown>;
  /** The server's time in milliseconds, by which claims lapse: for `visit`. */
  readonly nowMs?: number;
}

export function sortEntries(entries: readonly Entry[], sort: Sort, by: SortedBy = {}): readonly Entry[] {
  const compare = comparing(sort.key, by);
  const direction = sort.isReversed ? -1 : 1;
  return entries.toSorted((a, b) => direction * compare(a, b) || byName(a, b));
}

function comparing(key: SortKey, { needy = new Map(), nowMs = 0 }: SortedBy): Compare {
  return key === 'visit' ? compareVisits(nowMs) : key === 'attention' ? compareNeed(needy) : COMPARE[key];
}

/** Whoever is on the list, in its order; the rest by condition. */
function compareNeed(needy: ReadonlyMap<string, unknown>): Compare {
  const places = new Map([...needy.keys()].map((studentId, place) => [studentId, place]));
  const placeOfNeed = ({ student }: Entry): number => places.get(student.studentId) ?? places.size;
  return (a, b) => placeOfNeed(a) - placeOfNeed(b) || CONDITIONS.indexOf(a.condition) - CONDITIONS.indexOf(b.condition);
}

/** Claimed first, then helped, then the rest. */
function compareVisits(nowMs: number): Compare {
  const rankOf = ({ student, help }: Entry): number => {
    const status = attendanceOf(student, help, nowMs)?.status;
    return status === undefined ? 2 : Number(status === 'done');
  };
  return (a, b) => rankOf(a) - rankOf(b);
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
