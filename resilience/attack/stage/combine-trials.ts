import { quantile } from '../../../harness/report/quantile';
import type { AttackMode, Limit } from './attack';
import type { Measures } from './measures';
import type { Trial } from './try-attack';

/**
 * Several trials of one mode as one. What is held against the control, whose own figures swing from one trial to the next, is the median; of
 * what has a limit of its own it is the worst.
 */
export function combineTrials({ limits }: Pick<AttackMode, 'limits'>, trials: readonly Trial[]): Trial {
  const together = (side: 'attacked' | 'control', choose: (measure: string, figures: readonly number[]) => number): Measures => {
    const names = new Set(trials.flatMap(trial => Object.keys(trial[side])));
    // What was not measured once was not measured.
    return Object.fromEntries(
      [...names].map(name => [
        name,
        choose(
          name,
          trials.map(trial => trial[side][name] ?? Number.NaN),
        ),
      ]),
    );
  };
  return {
    attacked: together('attacked', (measure, figures) =>
      worst(
        limits.find(limit => limit.measure === measure),
        figures,
      ),
    ),
    control: together('control', (_, figures) => median(figures)),
    ownDelayMs: Math.max(...trials.map(({ ownDelayMs }) => ownDelayMs)),
  };
}

function worst(limit: Limit | undefined, figures: readonly number[]): number {
  if (limit?.atMost !== undefined) {
    return Math.max(...figures);
  }
  return limit?.atLeast === undefined ? median(figures) : Math.min(...figures);
}

const median = (figures: readonly number[]): number => (figures.some(Number.isNaN) ? Number.NaN : quantile(figures, 0.5));
