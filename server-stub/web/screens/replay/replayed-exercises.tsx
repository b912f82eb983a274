import { type ReactNode, useMemo } from 'react';
import type { ExerciseState, Replay } from '../../../../src/protocol';
import { formatCount, formatShare } from '../../text/format';
import { exerciseName } from '../../class/exercises/exercise-names';
import { canBePassed } from '../../class/exercises/exercise-results';
import { t } from '../../text/translate';
import { countRunners } from './only-present';
import { type ExerciseCount, NO_STUDENTS, type ReplayMoment } from './replay-cursor';

interface ReplayedExercisesProps {
  readonly replay: Replay;
  readonly moment: ReplayMoment;
  readonly exercise: number | undefined;
}

/** How far the class was with each exercise; a table, whose bars repeat its numbers. */
export function ReplayedExercises({ replay, moment, exercise }: ReplayedExercisesProps): ReactNode {
  const runners = useMemo(() => countRunners(replay), [replay]);
  return (
    <section className="panel replay-view">
      <table className="replay-table">
        <caption className="panel-title">{t('replay.exercises')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('replay.columnExercise')}</th>
            {COLUMNS.map(status => (
              <th key={status} scope="col">
                {t(`exercises.states.${status}`)}
              </th>
            ))}
            <th scope="col">{t('replay.columnShare', { students: runners })}</th>
          </tr>
        </thead>
        <tbody>
          {replay.exercises.map((each, index) => (
            <Row
              key={each.id}
              shown={each}
              count={moment.exercises[index] ?? NO_STUDENTS}
              students={runners}
              isOther={exercise !== undefined && exercise !== index}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly shown: ExerciseState;
  readonly count: ExerciseCount;
  readonly students: number;
  readonly isOther: boolean;
}

const COLUMNS = ['passed', 'ran', 'failing'] as const;

function Row({ shown, count, students, isOther }: RowProps): ReactNode {
  const through = canBePassed(shown) ? count.passed : count.ran;
  const name = exerciseName(shown);
  return (
    <tr data-other={isOther}>
      <th scope="row">
        <bdi>{canBePassed(shown) ? name : t('exercisesScreen.uncheckedName', { name })}</bdi>
      </th>
      {COLUMNS.map(status => (
        <td key={status}>{status === 'passed' && !canBePassed(shown) ? t('common.none') : formatCount(count[status])}</td>
      ))}
      <td>
        <span className="replay-bar" aria-hidden="true">
          {COLUMNS.map(status => (
            <span key={status} data-progress={status} style={{ flexGrow: count[status] }} />
          ))}
          <span style={{ flexGrow: Math.max(0, students - count.passed - count.ran - count.failing) }} />
        </span>
        {formatShare(through, students)}
      </td>
    </tr>
  );
}
