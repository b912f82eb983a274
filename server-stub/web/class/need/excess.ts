import type { Reason } from './reason';

/**
 * From when on something is more than the ordinary course of work, and is a reason to go there. Times in milliseconds.
 *
 * The forms of the rule come from what was measured of novices: a struggle is time without progress, judged against the time that others took for the same
 * (Dong et al., EDM 2021; Watson, Li & Godwin, ICALT 2013); the same error again and again says more than any error (Jadud, ICER 2006; Becker, ITiCSE 2016).
 * The values were chosen on the tuning seeds of `npm run bench:need`, `failingMs` again after an evaluation: so that four in five of those who come on the
 * list are stuck, and as soon as that allows. docs/need.md has the method, the figures, and the classes in which fewer are.
 */
const NEED_LEVELS = {
  /** A kernel that restarts, or a page that wakes up, is back before. */
  unreachableMs: 60_000,
  /** Longer than nearly anything that a first course computes, and than three runs of the class. */
  runningMs: 90_000,
  medianRuns: 3,
  /** Longer than one reads a prompt and types. */
  waitsMs: 60_000,
  /** What is tried now has failed for so long, and for so many times what the whole exercise took the class: once is bad luck. */
  failingMs: 7 * 60_000,
  medianTimes: 2,
  failures: 2,
  /** Nothing newly right in the exercise as a whole, whatever worked in between. */
  exerciseMs: 12 * 60_000,
  exerciseFailures: 6,
  medianAttempts: 2,
  /** The same error again and again. */
  sameErrorMs: 4 * 60_000,
  sameErrorRuns: 4,
  /** Outside any exercise nothing says what is ordinary. */
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
      return Math.max(failingExcess(reason, nowMs), exerciseExcess(reason, forMs), sameErrorExcess(reason, nowMs));
    case 'failing':
      return forMs / NEED_LEVELS.elsewhereMs;
  }
}

type Struggling = Reason & { readonly kind: 'struggling' };

/** What fails now. */
function failingExcess({ streak, medianMs }: Struggling, nowMs: number): number {
  return streak === undefined || streak.failures < NEED_LEVELS.failures ? 0 : (nowMs - streak.sinceMs) / longFailingMs(medianMs);
}

/** The whole exercise; only where a check can say that something came right. */
function exerciseExcess({ failures, medianMs, exercise }: Struggling, forMs: number): number {
  const many = Math.max(NEED_LEVELS.exerciseFailures, NEED_LEVELS.medianAttempts * (exercise?.medianAttempts ?? 0));
  const longMs = Math.max(NEED_LEVELS.exerciseMs, NEED_LEVELS.medianTimes * (medianMs ?? 0));
  return exercise?.isChecked === true && failures >= many ? forMs / longMs : 0;
}

function sameErrorExcess({ sameError }: Struggling, nowMs: number): number {
  const { runs, sinceMs } = sameError ?? { runs: 0, sinceMs: nowMs };
  return Math.min(runs / NEED_LEVELS.sameErrorRuns, (nowMs - sinceMs) / NEED_LEVELS.sameErrorMs);
}

/** How long is long for what is tried in an exercise that took the class so long; both in milliseconds. */
export function longFailingMs(medianMs: number | null): number {
  return Math.max(NEED_LEVELS.failingMs, NEED_LEVELS.medianTimes * (medianMs ?? 0));
}
