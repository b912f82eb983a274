import { type Row, showCount, showMs } from '../../../harness/report/table';
import type { AttackMode, Limit } from './attack';
import { P50, P99 } from './measures';
import type { Trial } from './try-attack';

/** What one limit says of a trial. */
export interface Verdict {
  readonly isMet: boolean;
  /** Such as `p99, ms: 12 (control 9, at most 3 ×)`. */
  readonly words: string;
}

export function judge({ limits }: Pick<AttackMode, 'limits'>, trial: Trial): readonly Verdict[] {
  return limits.map(limit => {
    const value = trial.attacked[limit.measure] ?? Number.NaN;
    const control = trial.control[limit.measure] ?? Number.NaN;
    return { isMet: isMet(limit, value, control), words: describe(limit, value, control) };
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

function describe({ measure, atMost, atLeast, timesControl }: Limit, value: number, control: number): string {
  const bounds = [
    atMost === undefined ? '' : `at most ${showFigure(atMost)}`,
    atLeast === undefined ? '' : `at least ${showFigure(atLeast)}`,
    timesControl === undefined ? '' : `at most ${String(timesControl)} ×`,
  ].filter(Boolean);
  return `${measure}: ${showFigure(value)} (control ${showFigure(control)}; ${bounds.join(', ')})`;
}

const showFigure = (value: number): string => (Number.isInteger(value) || value > 100 ? showCount(value) : showMs(value));
const showRatio = (value: number, control: number): string => (value / control).toFixed(1);

/** One line of the table of all attacks. */
export function rowOf(name: string, trial: Trial, verdicts: readonly Verdict[]): Row {
  const figure = (measure: string): readonly [number, number] => [
    trial.attacked[measure] ?? Number.NaN,
    trial.control[measure] ?? Number.NaN,
  ];
  const [p50, p50Control] = figure(P50);
  const [p99, p99Control] = figure(P99);
  return {
    attack: name,
    'p50, ms (control)': `${showMs(p50)} (${showMs(p50Control)})`,
    'p50, ratio': showRatio(p50, p50Control),
    'p99, ms (control)': `${showMs(p99)} (${showMs(p99Control)})`,
    'p99, ratio': showRatio(p99, p99Control),
    met: verdicts.every(({ isMet: met }) => met) ? 'yes' : 'NO',
    'own measure': verdicts
      .filter(({ words }) => !words.startsWith(P99))
      .map(({ isMet: met, words }) => (met ? words : `**${words}**`))
      .join('; '),
  };
}
