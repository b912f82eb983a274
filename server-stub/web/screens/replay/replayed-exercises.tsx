import type { ReactNode } from 'react';
import type { Replay } from '../../../../src/protocol';
import { formatCount, formatShare } from '../../text/format';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';
import type { ExerciseCount, ReplayMoment } from './replay-cursor';

interface ReplayedExercisesProps {
  readonly replay: Replay;
  readonly moment: ReplayMoment;
  readonly exercise: number | undefined;
}

/** How far the class was with each exercise; a table, whose bars repeat its numbers. */
export function ReplayedExercises({ replay, moment, exercise }: ReplayedExercisesProps): ReactNode {
  return (
    <section className="panel replay-view">
      <table className="replay-table">
        <caption className="panel-title">{t('replay.exercises')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('replay.columnExercise')}</th>
            <th scope="col">{t('replay.columnDone')}</th>
            <th scope="col">{t('replay.columnFailing')}</th>
            <th scope="col">{t('replay.columnShare')}</th>
          </tr>
        </thead>
        <tbody>
          {replay.exercises.map(({ id, name }, index) => (
            <Row
              key={id}
              name={name}
              count={moment.exercises[index] ?? { done: 0, failing: 0 }}
              students={replay.students.length}
              isOther={exercise !== undefined && exercise !== index}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly count: ExerciseCount;
  readonly students: number;
  readonly isOther: boolean;
}

function Row({ name, count: { done, failing }, students, isOther }: RowProps): ReactNode {
  return (
    <tr data-other={isOther}>
      <th scope="row">
        <bdi>{inertLine(name, 80)}</bdi>
      </th>
      <td>{formatCount(done)}</td>
      <td>{formatCount(failing)}</td>
      <td>
        <span className="replay-bar" aria-hidden="true">
          <span data-progress="done" style={{ flexGrow: done }} />
          <span data-progress="failing" style={{ flexGrow: failing }} />
          <span style={{ flexGrow: Math.max(0, students - done - failing) }} />
        </span>
        {formatShare(done, students)}
      </td>
    </tr>
  );
}
