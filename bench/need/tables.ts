import { quantile } from '../../harness/report/quantile';
import type { Row } from '../../harness/report/table';
import { showPercent } from '../../harness/report/table';
import { type Rule, RULES } from './rules';
import type { Finding, Score } from './score';

/** One row for each rule: how often it is right, whom it finds, and how soon. */
export function ruleRows(scores: Readonly<Record<Rule, Score>>, rules: readonly Rule[] = RULES): readonly Row[] {
  return rules.map(rule => {
    const { alerts, rightAlerts, lines, rightLines, looks, rightFirsts, findings } = scores[rule];
    return {
      rule,
      alerts,
      precision: showPercent(rightAlerts / alerts),
      'of lines': showPercent(rightLines / lines),
      'of first lines': showPercent(rightFirsts / looks),
      recall: showPercent(recallOf(findings)),
      'median delay': showDelay(medianDelayMs(findings)),
      'of those found': showDelay(quantile(delaysOf(findings), 0.5)),
      'within 5 min': showPercent(delaysOf(findings).filter(delayMs => delayMs <= 5 * 60_000).length / findings.length),
    };
  });
}

/** One row for each kind of obstacle. */
export function obstacleRows(scores: Readonly<Record<Rule, Score>>): readonly Row[] {
  const kinds = [...new Set(scores['who next'].findings.map(({ by }) => by))].toSorted();
  const cells = (rule: Rule, kind: string): string => {
    const findings = scores[rule].findings.filter(({ by }) => by === kind);
    return `${showPercent(recallOf(findings))}, ${showDelay(medianDelayMs(findings))}`;
  };
  return kinds.map(kind => ({
    'stuck by': kind.replaceAll('_', ' '),
    times: scores['who next'].findings.filter(({ by }) => by === kind).length,
    ...Object.fromEntries(RULES.map(rule => [rule, cells(rule, kind)])),
  }));
}

const delaysOf = (findings: readonly Finding[]): readonly number[] =>
  findings.map(({ delayMs }) => delayMs).filter(delayMs => delayMs !== undefined);

/** The share of those who were stuck that was found, 0 to 1; NaN of none. */
export function recallOf(findings: readonly Finding[]): number {
  return delaysOf(findings).length / findings.length;
}

/** Over all who were stuck: who was never found waited for ever. */
export function medianDelayMs(findings: readonly Finding[]): number {
  return quantile(
    findings.map(({ delayMs }) => delayMs ?? Infinity),
    0.5,
  );
}

function showDelay(ms: number): string {
  return Number.isFinite(ms) ? `${(ms / 60_000).toFixed(1)} min` : 'never';
}
