import type { DeliveryReport } from './export';

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

/** Counts what a delivery report says is not in the record; ranges count by their events. */
export function judgeCompleteness({ sources }: DeliveryReport): Completeness {
  const sum = (count: (source: (typeof sources)[number]) => number): number => sources.reduce((total, source) => total + count(source), 0);
  const missing = sum(source => source.missing.reduce((total, { from, to }) => total + to - from + 1, 0));
  const lost = sum(source => source.lost);
  const rejected = sum(source => source.rejected.reduce((total, { from, seq }) => total + seq - (from ?? seq) + 1, 0));
  const flawed = sources.filter(source => source.missing.length > 0 || source.lost > 0 || source.rejected.length > 0);
  return {
    sources: sources.length,
    received: sum(source => source.received),
    missing,
    lost,
    rejected,
    isWhole: flawed.length === 0,
    students: [...new Set(flawed.map(({ studentId }) => studentId))],
  };
}
