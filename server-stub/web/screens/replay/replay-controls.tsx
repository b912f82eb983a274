import { Button, NativeSelect, Slider } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Replay } from '../../../../src/protocol';
import { formatClock, formatSpan } from '../../text/format';
import { exerciseName } from '../../class/exercises/exercise-names';
import { t } from '../../text/translate';
import { IconPlayerPause, IconPlayerPlay } from '../../shared/theme/icons';
import { atKey, SPEEDS } from './playback';
import type { ReplayMoment } from './replay-cursor';
import type { PlaybackControl } from './use-playback';

/** As exact as dragging is; keys move by more. */
const DRAG_STEP_MS = 1000;
const LAST_MS = 5 * 60_000;

interface ReplayControlsProps {
  readonly replay: Replay;
  readonly control: PlaybackControl;
  readonly moment: ReplayMoment;
  /** Undefined: all. */
  readonly exercise: number | undefined;
  readonly onExercise: (exercise: number | undefined) => void;
}

export function ReplayControls({ replay, control, moment, exercise, onExercise }: ReplayControlsProps): ReactNode {
  const { playback, change, toggle } = control;
  const lengthMs = replay.toMs - replay.fromMs;
  const describe = (atMs: number): string => formatClock(replay.fromMs + atMs);
  const onKey = (event: KeyboardEvent): void => {
    const toMs = atKey(event.key, playback.atMs, lengthMs);
    if (toMs !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      change({ atMs: toMs });
    }
  };
  const Icon = playback.isPlaying ? IconPlayerPause : IconPlayerPlay;
  return (
    <section className="panel replay-controls">
      <p className="replay-clock">
        <strong>{describe(playback.atMs)}</strong>
        <span className="soft">{formatSpan(playback.atMs)}</span>
        <span className="replay-count">
          {t('replay.runs', { count: moment.runs })}
          {t('common.detailSeparator')}
          {t('replay.errors', { errors: moment.errors })}
        </span>
      </p>
      {/* Around the slider, whose own keys move by what dragging does. */}
      <div className="replay-slider" role="presentation" onKeyDownCapture={onKey}>
        <Slider
          thumbLabel={t('replay.position')}
          min={0}
          max={lengthMs}
          step={DRAG_STEP_MS}
          value={playback.atMs}
          label={describe}
          thumbValueText={describe}
          onChange={atMs => change({ atMs })}
        />
      </div>
      <div className="replay-buttons">
        <Button leftSection={<Icon size={18} aria-hidden="true" />} onClick={toggle}>
          {playback.isPlaying ? t('replay.pause') : t('replay.play')}
        </Button>
        <Button variant="default" onClick={() => change({ atMs: Math.max(0, lengthMs - LAST_MS), isPlaying: true })}>
          {t('replay.lastMinutes')}
        </Button>
        <NativeSelect
          aria-label={t('replay.speed')}
          value={String(playback.speed)}
          data={SPEEDS.map(speed => ({ value: String(speed), label: t('replay.times', { n: speed }) }))}
          onChange={event => change({ speed: SPEEDS.find(speed => String(speed) === event.currentTarget.value) ?? 60 })}
        />
        <NativeSelect
          aria-label={t('replay.exercise')}
          value={exercise === undefined ? '' : String(exercise)}
          data={[
            { value: '', label: t('replay.allExercises') },
            ...replay.exercises.map((each, index) => ({ value: String(index), label: exerciseName(each) })),
          ]}
          onChange={({ currentTarget: { value } }) => onExercise(value === '' ? undefined : Number(value))}
        />
      </div>
    </section>
  );
}
