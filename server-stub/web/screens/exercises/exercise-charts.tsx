import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { ClassSession, ExerciseMatrix, ExerciseState } from '../../../../src/protocol';
import { ChartPanel } from '../../shared/charts/chart-panel';
import type { ChartSpec } from '../../shared/charts/chart-spec';
import { timeTicks } from '../../shared/charts/time-ticks';
import { formatClock, formatCount, formatDuration, formatShare } from '../../text/format';
import { exerciseName, numberOf } from '../../class/exercises/exercise-names';
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
    <ChartPanel title={t('exercisesScreen.chart')} spec={spec}>
      <SegmentedControl
        size="xs"
        aria-label={t('exercisesScreen.chart')}
        value={metric}
        onChange={value => setMetric(METRICS.find(known => known === value) ?? 'share')}
        data={METRICS.map(value => ({ value, label: t(`exercisesScreen.metrics.${value}`) }))}
      />
    </ChartPanel>
  );
}

/** How the class got on over time. */
export function ProgressChart({
  matrix,
  session,
}: {
  readonly matrix: ExerciseMatrix;
  readonly session: ClassSession | undefined;
}): ReactNode {
  const spec = useMemo(() => progressSpec(matrix, session), [matrix, session]);
  return spec.labels.length > 0 && <ChartPanel title={t('exercisesScreen.overTime')} spec={spec} />;
}

/** @param begun students who have ever begun, of whom the shares are */
export function exerciseSpec(exercises: readonly ExerciseState[], begun: number, metric: Metric): ChartSpec {
  const base = {
    kind: 'bars',
    labelName: t('exercisesScreen.exercise'),
    labels: exercises.map(exercise => labelOf(exercise)),
    numbers: exercises.map(numberOf),
  } as const;
  const values = (of: (exercise: ExerciseState) => number | null): readonly (number | null)[] => exercises.map(of);
  switch (metric) {
    case 'share':
      return {
        ...base,
        valueName: t('exercisesScreen.values.share'),
        max: 1,
        format: share => formatShare(share, 1),
        series: [
          {
            name: t('exercises.states.passed'),
            colour: 'working',
            values: values(exercise => (canBePassed(exercise) ? exercise.passed / Math.max(1, begun) : null)),
          },
          { name: t('exercises.states.ran'), colour: 'ran', values: values(({ ran }) => ran / Math.max(1, begun)) },
          { name: t('exercises.states.failing'), colour: 'stuck', values: values(({ failing }) => failing / Math.max(1, begun)) },
        ],
      };
    case 'here':
      return {
        ...base,
        valueName: t('exercisesScreen.values.here'),
        format: formatCount,
        series: [{ name: t('exercisesScreen.hereNow'), colour: 'accent', values: values(({ here }) => here) }],
      };
    case 'attempts':
      return {
        ...base,
        valueName: t('exercisesScreen.values.attempts'),
        format: formatCount,
        series: [{ name: t('exercisesScreen.medianAttempts'), colour: 'accent', values: values(({ medianAttempts }) => medianAttempts) }],
      };
    case 'time':
      return {
        ...base,
        valueName: t('exercisesScreen.values.time'),
        format: formatDuration,
        series: [{ name: t('exercisesScreen.medianTime'), colour: 'accent', values: values(({ medianMs }) => medianMs) }],
      };
  }
}

function labelOf(exercise: ExerciseState): string {
  const name = exerciseName(exercise, 60);
  return canBePassed(exercise) ? name : t('exercisesScreen.uncheckedName', { name });
}

const average = (value: number): string => formatCount(Math.round(value * 10) / 10);

function progressSpec(matrix: ExerciseMatrix, session: ClassSession | undefined): ChartSpec {
  const points = progressOverTime(matrix, session);
  return {
    kind: 'lines',
    labelName: t('exercisesScreen.time'),
    labels: points.map(({ atMs }) => formatClock(atMs)),
    ticks: timeTicks(points.map(({ atMs }) => atMs)),
    valueName: t('exercisesScreen.values.progress'),
    format: average,
    series: [
      { name: t('exercisesScreen.startedEach'), colour: 'ran', values: points.map(({ started }) => started) },
      ...(matrix.exercises.some(canBePassed)
        ? [{ name: t('exercisesScreen.passedEach'), colour: 'working' as const, values: points.map(({ passed }) => passed) }]
        : []),
    ],
  };
}
