import { Button, Loader } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { Replay } from '../../../../src/protocol';
import { failureText } from '../../api/failure-text';
import { t } from '../../text/translate';
import { onlyPresent } from './only-present';
import { ReplayControls } from './replay-controls';
import { ReplayCursor } from './replay-cursor';
import { ReplayedExercises } from './replayed-exercises';
import type { Board } from '../../class/model/board';
import { hasBegun, hasEverBegun } from '../../class/model/entry';
import { useBoard } from '../../class/live/live-class-provider';
import { useRoute } from '../../routing/use-route';
import { ALL_SESSIONS, SessionChoice } from '../shared/session-choice';
import { ReplayedStudents } from './replayed-students';
import { usePlayback } from './use-playback';
import { useReplay } from './use-replay';
import './replay.css';

/** Replays the class, or one exercise, at any speed. */
export function ReplayScreen(): ReactNode {
  const { route, goWith } = useRoute();
  const board = useBoard();
  const { session: newest } = board;
  const session = route.session ?? newest?.id ?? ALL_SESSIONS;
  const { value, failure, isLoading, reload } = useReplay(session === ALL_SESSIONS ? undefined : session);
  // Until another session's is there, nothing is shown as if it were.
  const loaded = isLoading && (value?.session ?? ALL_SESSIONS) !== session ? undefined : value;
  // Taken with the replay, which stands still from then on.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- a class that goes on must not take the replay from under the one who plays it
  const replay = useMemo(() => loaded && onlyPresent(loaded, begunIn(board, loaded.session)), [loaded]);
  return (
    <div className="replay">
      <div className="replay-intro">
        <p className="soft">{t('replay.lead')}</p>
        <SessionChoice key={newest?.id} label={t('sessions.choose')} chosen={session} onChoose={chosen => goWith({ session: chosen })} />
        {replay !== undefined && (
          <Button variant="default" loading={isLoading} onClick={reload}>
            {t('replay.reload')}
          </Button>
        )}
      </div>
      {failure !== undefined && (
        <p role="alert">
          {t('replay.failed')} {failureText(failure)}{' '}
          <Button size="xs" variant="default" onClick={reload}>
            {t('replay.retry')}
          </Button>
        </p>
      )}
      {replay === undefined && isLoading && <Loader aria-label={t('replay.loading')} />}
      {replay?.runs.length === 0 && <p className="panel replay-nothing">{t('replay.nothing')}</p>}
      {replay !== undefined && replay.runs.length > 0 && <Player key={`${session} ${String(replay.toMs)}`} replay={replay} />}
    </div>
  );
}

/** Who has begun, of the newest session or of all; of an earlier one nothing tells but its runs. */
function begunIn({ students, session: newest }: Board, session: string | undefined): ReadonlySet<string> {
  const begun = session === undefined ? hasEverBegun : session === newest?.id ? hasBegun : () => false;
  return new Set([...students.values()].filter(begun).map(({ studentId }) => studentId));
}

function Player({ replay }: { readonly replay: Replay }): ReactNode {
  const [exercise, setExercise] = useState<number>();
  const followed = useMemo(() => (exercise === undefined ? replay : onlyExercise(replay, exercise)), [replay, exercise]);
  const cursor = useMemo(() => new ReplayCursor(followed), [followed]);
  const control = usePlayback(replay.toMs - replay.fromMs);
  const moment = cursor.seek(control.playback.atMs);
  return (
    <>
      <ReplayControls replay={replay} control={control} moment={moment} exercise={exercise} onExercise={setExercise} />
      <div className="replay-views">
        <ReplayedExercises replay={replay} moment={moment} exercise={exercise} />
        <ReplayedStudents replay={replay} moment={moment} />
      </div>
    </>
  );
}

function onlyExercise(replay: Replay, exercise: number): Replay {
  return { ...replay, runs: replay.runs.filter(run => run[2] === exercise) };
}
