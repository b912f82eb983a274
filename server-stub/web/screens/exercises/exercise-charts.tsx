import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { ExerciseMatrix, ExerciseState } from '../../../../src/protocol';
import { ChartPanel } from '../../shared/charts/chart-panel';
import type { ChartSpec } from '../../shared/charts/chart-spec';
import { formatCount, formatDuration, formatHour, formatShare } from '../../text/format';
import { exerciseName } from '../../class/exercises/exercise-names';
import { canBePassed } from '../../class/exercises/exercise-results';
import { t } from '../../text/translate';
import { progressOverTime } from './progress-over-time';

const METRICS = ['share', 'here', 'attempts', 'time'] as const;
type Metric = (typeof METRICS)[number];

/** Which exercises are hard: how many have passed each, in how many attempts and how much time. */
export function ExerciseChart({ exercises, begun }: { readonly exercises: readonly ExerciseState[]; readonly begun: number }): ReactNode {
  const [metric, setMetric] = useState<Metric>('share');
  const spec = useMemo(() => exerciseSpec(exercises, begun, metric), [exercises, begun, metric]);
  return (
    <ChartPanel title={t('exercises.chart')} spec={spec}>
      <SegmentedControl
        size="xs"
        aria-label={t('exercises.chart')}
        value={metric}
        onChange={value => setMetric(METRICS.find(known => known === value) ?? 'share')}
        data={METRICS.map(value => ({ value, label: t(`exercises.metrics.${value}`) }))}
      />
    </ChartPanel>
  );
}

/** How the class got on over time. */
export function ProgressChart({ matrix, since }: { readonly matrix: ExerciseMatrix; readonly since: string | undefined }): ReactNode {
  const spec = useMemo(() => progressSpec(matrix, since === undefined ? 0 : Date.parse(since)), [matrix, since]);
  return spec.labels.length > 0 && <ChartPanel title={t('exercises.overTime')} spec={spec} />;
}

/** @param begun how many students have ever begun: of them shares are, as on the Overview */
export function exerciseSpec(exercises: readonly ExerciseState[], begun: number, metric: Metric): ChartSpec {
  const base = {
    kind: 'bars',
    labelName: t('exercises.exercise'),
    labels: exercises.map(exercise => labelOf(exercise)),
  } as const;
  const values = (of: (exercise: ExerciseState) => number | null): readonly (number | null)[] => exercises.map(of);
  switch (metric) {
    case 'share':
      return {
        ...base,
        valueName: t('exercises.values.share'),
        max: 1,
        format: share => formatShare(share, 1),
        series: [
          { name: t('exercises.states.passed'), colour: 'working', values: values(({ passed }) => passed / Math.max(1, begun)) },
          { name: t('exercises.states.ran'), colour: 'ran', values: values(({ ran }) => ran / Math.max(1, begun)) },
          { name: t('exercises.states.failing'), colour: 'stuck', values: values(({ failing }) => failing / Math.max(1, begun)) },
        ],
      };
    case 'here':
      return {
        ...base,
        valueName: t('exercises.values.here'),
        format: formatCount,
        series: [{ name: t('exercises.hereNow'), colour: 'accent', values: values(({ here }) => here) }],
      };
    case 'attempts':
      return {
        ...base,
        valueName: t('exercises.values.attempts'),
        format: formatCount,
        series: [{ name: t('exercises.medianAttempts'), colour: 'accent', values: values(({ medianAttempts }) => medianAttempts) }],
      };
    case 'time':
      return {
        ...base,
        valueName: t('exercises.values.time'),
        format: formatDuration,
        series: [{ name: t('exercises.medianTime'), colour: 'accent', values: values(({ medianMs }) => medianMs) }],
      };
  }
}

function labelOf(exercise: ExerciseState): string {
  const name = exerciseName(exercise, 60);
  return canBePassed(exercise) ? name : t('exercises.uncheckedName', { name });
}

const average = (value: number): string => formatCount(Math.round(value * 10) / 10);

function progressSpec(matrix: ExerciseMatrix, sinceMs: number): ChartSpec {
  const points = progressOverTime(matrix, sinceMs);
  return {
    kind: 'lines',
    labelName: t('exercises.time'),
    labels: points.map(({ atMs }) => formatHour(atMs)),
    valueName: t('exercises.values.progress'),
    format: average,
    series: [
      { name: t('exercises.startedEach'), colour: 'ran', values: points.map(({ started }) => started) },
      ...(matrix.exercises.some(canBePassed)
        ? [{ name: t('exercises.passedEach'), colour: 'working' as const, values: points.map(({ passed }) => passed) }]
        : []),
    ],
  };
}
