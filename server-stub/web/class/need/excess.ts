import { longSetbackMs } from './long-setback';
import type { Reason } from './reason';

/**
 * From when on something is more than the ordinary course of work, and is a reason to go there. Times in milliseconds.
 *
 * What students fail by is judged against what is usual in their class (`long-setback.ts`): a struggle is time without progress, held against the time that
 * others took for the same (Dong et al., EDM 2021; Watson, Li & Godwin, ICALT 2013). The levels here are for what a class has little of to compare with.
 * They were chosen on the tuning seeds of `npm run bench:need`; docs/need.md has the method and the figures.
 */
const NEED_LEVELS = {
  /** A kernel that restarts, or a page that wakes up, is back before. */
  unreachableMs: 60_000,
  /** Longer than nearly anything that a first course computes, than most take to stop a loop that does not end, and than three runs of the class. */
  runningMs: 105_000,
  medianRuns: 3,
  /** Longer than one reads a prompt and types. */
  waitsMs: 60_000,
  /** Nothing newly right in the exercise as a whole, whatever was overcome on the way: long past all who passed it. */
  exerciseMs: 20 * 60_000,
  medianTimes: 3,
  exerciseFailures: 8,
  medianAttempts: 3,
  /** Outside any exercise nothing says what is usual. */
  elsewhereMs: 4 * 60_000,
} as const;

/** By how much a reason exceeds what is ordinary: from 1 on it is one. A call, and no activity, are by themselves, and exceed by their minutes. */
export function excessOf(reason: Reason, nowMs: number): number {
  const forMs = Math.max(0, nowMs - reason.sinceMs);
  switch (reason.kind) {
    case 'help':
      // Also below 1: the page's clock goes by steps, and of two calls that came since the last the earlier is the first.
      return 1 + (nowMs - reason.sinceMs) / 60_000;
    case 'stalled':
      return 1 + forMs / 60_000;
    case 'unreachable':
      return forMs / NEED_LEVELS.unreachableMs;
    case 'running':
      return forMs / Math.max(NEED_LEVELS.runningMs, NEED_LEVELS.medianRuns * (reason.medianRunMs ?? 0));
    case 'waits':
      return forMs / NEED_LEVELS.waitsMs;
    case 'struggling':
      return reason.setback === undefined ? exerciseExcess(reason, forMs) : forMs / longSetbackMs(reason.setback, nowMs - reason.lastMs);
    case 'failing':
      return forMs / NEED_LEVELS.elsewhereMs;
  }
}

/** The whole exercise; only where a check can say that something came right. */
function exerciseExcess({ failures, medianMs, exercise }: Reason & { readonly kind: 'struggling' }, forMs: number): number {
  const many = Math.max(NEED_LEVELS.exerciseFailures, NEED_LEVELS.medianAttempts * (exercise?.medianAttempts ?? 0));
  const longMs = Math.max(NEED_LEVELS.exerciseMs, NEED_LEVELS.medianTimes * (medianMs ?? 0));
  return exercise?.isChecked === true && failures >= many ? forMs / longMs : 0;
}
