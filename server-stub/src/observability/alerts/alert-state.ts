import type { AlertLevels, AlertSeverity } from '../../../../src/protocol';
import type { AlertRule } from './alert-rules';

/** Where one alert stands. Pure: a value that is replaced, never changed. */
export interface AlertState {
  readonly severity: AlertSeverity;
  readonly sinceMs: number;
  /** What the last samples in a row ask for, all for better or all for worse. */
  readonly pending: { readonly severity: AlertSeverity; readonly samples: number } | undefined;
}

export function initialState(nowMs: number): AlertState {
  return { severity: 'ok', sinceMs: nowMs, pending: undefined };
}

const RANKS: Readonly<Record<AlertSeverity, number>> = { ok: 0, warning: 1, critical: 2 };
const WORST_FIRST = ['critical', 'warning'] as const;

/**
 * The state after one more sample. It changes only when enough samples in a row agree, and goes back only when the value is better
 * than the level by a margin: a value that swings around a level is told once.
 * @param value undefined when it is not known: the severity then stays, and agreeing starts over
 */
export function nextState(
  state: AlertState,
  value: number | undefined,
  levels: AlertLevels,
  rule: Pick<AlertRule, 'worse' | 'margin' | 'samples'>,
  nowMs: number,
): AlertState {
  const { severity, pending } = state;
  const wanted = value === undefined ? severity : wantedSeverity(severity, value, levels, rule);
  if (wanted === severity) {
    return pending === undefined ? state : { ...state, pending: undefined };
  }
  const agrees = pending !== undefined && RANKS[pending.severity] > RANKS[severity] === RANKS[wanted] > RANKS[severity];
  const next = agrees
    ? { severity: nearer(severity, pending.severity, wanted), samples: pending.samples + 1 }
    : { severity: wanted, samples: 1 };
  return next.samples >= rule.samples ? { severity: next.severity, sinceMs: nowMs, pending: undefined } : { ...state, pending: next };
}

/** A level that was reached holds on until the value is better by the margin. */
function wantedSeverity(
  current: AlertSeverity,
  value: number,
  levels: AlertLevels,
  { worse, margin }: Pick<AlertRule, 'worse' | 'margin'>,
): AlertSeverity {
  const badness = worse === 'above' ? 1 : -1;
  const beyond = (level: number): number => (value - level) * badness;
  const isAt = (severity: (typeof WORST_FIRST)[number]): boolean => {
    const level = levels[severity];
    return beyond(level) > 0 || (RANKS[severity] <= RANKS[current] && margin > 0 && beyond(level) >= -level * margin);
  };
  return WORST_FIRST.find(isAt) ?? 'ok';
}

/** Of what several samples ask for, all of them ask for the change that is nearest to how it is. */
function nearer(current: AlertSeverity, a: AlertSeverity, b: AlertSeverity): AlertSeverity {
  return Math.abs(RANKS[a] - RANKS[current]) <= Math.abs(RANKS[b] - RANKS[current]) ? a : b;
}
