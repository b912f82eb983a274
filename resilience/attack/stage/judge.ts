import { type Row, showCount, showMs } from '../../../harness/report/table';
import type { AttackMode, Limit } from './attack';
import { NEVER_SHOWN, P50, P99, REFUSED, TAKEN } from './measures';
import type { Trial } from './try-attack';

/** What one limit says of a trial. */
export interface Verdict {
  readonly limit: Limit;
  readonly isMet: boolean;
  /** Such as `p99, ms: 12 (control 9; at most 3 ×)`. */
  readonly words: string;
}

export function judge({ limits }: Pick<AttackMode, 'limits'>, { attacked, control }: Trial): readonly Verdict[] {
  return limits.map(limit => {
    const [value, beside] = [attacked[limit.measure] ?? Number.NaN, control[limit.measure] ?? Number.NaN];
    const words = `${limit.measure}: ${showFigure(value)} (control ${showFigure(beside)}; ${boundsOf(limit)})`;
    return { limit, isMet: isMet(limit, value, beside), words };
  });
}

/** A figure that is missing meets nothing. */
function isMet({ atMost, atLeast, timesControl }: Limit, value: number, control: number): boolean {
  return (
    (atMost === undefined || value <= atMost) &&
    (atLeast === undefined || value >= atLeast) &&
    (timesControl === undefined || value <= timesControl * control)
  );
}

function boundsOf({ atMost, atLeast, timesControl }: Limit): string {
  return [
    atMost === undefined ? '' : `at most ${showFigure(atMost)}`,
    atLeast === undefined ? '' : `at least ${showFigure(atLeast)}`,
    timesControl === undefined ? '' : `at most ${String(timesControl)} ×`,
  ]
    .filter(Boolean)
    .join(', ');
}

const showFigure = (value: number): string => (Number.isInteger(value) || value > 100 ? showCount(value) : showMs(value));
const showRatio = (value: number, control: number): string => (value / control).toFixed(1);

/** A column that the threat model's table leaves out. */
export const P50_RATIO = 'p50, ratio';

/** One line of the table of all attacks. What holds for every attack is named where it does not hold. */
export function rowOf(name: string, { attacked, control }: Trial, verdicts: readonly Verdict[]): Row {
  const beside = (measure: string): string => `${showMs(attacked[measure] ?? Number.NaN)} (${showMs(control[measure] ?? Number.NaN)})`;
  const ratio = (measure: string): string => showRatio(attacked[measure] ?? Number.NaN, control[measure] ?? Number.NaN);
  const own = verdicts.filter(({ limit, isMet: met }) => limit.measure !== P99 && (!met || !USUAL.has(limit.measure)));
  return {
    attack: name,
    'p50, ms (control)': beside(P50),
    [P50_RATIO]: ratio(P50),
    'p99, ms (control)': beside(P99),
    'p99, ratio': ratio(P99),
    met: verdicts.every(({ isMet: met }) => met) ? 'yes' : '**no**',
    'its own measures': own.map(({ isMet: met, words }) => (met ? words : `**${words}**`)).join('; '),
  };
}

const USUAL: ReadonlySet<string> = new Set([REFUSED, NEVER_SHOWN, TAKEN]);
