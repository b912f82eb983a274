import type { DeliveryReport, SourceReport } from './export';

/** How whole the class's record is. */
export interface Completeness {
  readonly sources: number;
  readonly received: number;
  readonly missing: number;
  readonly lost: number;
  readonly rejected: number;
  readonly isWhole: boolean;
  /** Whose record is not whole. */
  readonly students: readonly string[];
}

const missingOf = ({ missing, unlisted }: SourceReport): number =>
  missing.reduce((total, { from, to }) => total + to - from + 1, unlisted?.missing ?? 0);

const rejectedOf = ({ rejected, unlisted }: SourceReport): number =>
  rejected.reduce((total, { from, seq }) => total + seq - (from ?? seq) + 1, unlisted?.rejected ?? 0);

const isFlawed = (source: SourceReport): boolean => missingOf(source) + source.lost + rejectedOf(source) > 0;

const NONE = { sources: 0, received: 0, missing: 0, lost: 0, rejected: 0, students: [] as readonly string[] };

/** Counts what a delivery report says is not in the record; ranges count by their events. */
export function judgeCompleteness({ sources, unlisted = NONE }: DeliveryReport): Completeness {
  const sum = (count: (source: SourceReport) => number): number => sources.reduce((total, source) => total + count(source), 0);
  const missing = sum(missingOf) + unlisted.missing;
  const lost = sum(source => source.lost) + unlisted.lost;
  const rejected = sum(rejectedOf) + unlisted.rejected;
  const flawed = sources.filter(isFlawed).map(({ studentId }) => studentId);
  const isUnlistedFlawed = unlisted.missing + unlisted.lost + unlisted.rejected > 0;
  return {
    sources: sources.length + unlisted.sources,
    received: sum(source => source.received) + unlisted.received,
    missing,
    lost,
    rejected,
    isWhole: missing + lost + rejected === 0,
    students: [...new Set([...flawed, ...(isUnlistedFlawed ? unlisted.students : [])])],
  };
}
