import type { ReactNode } from 'react';
import type { ExerciseState } from '../../../../../src/protocol';
import { exerciseName, numberOf } from '../../../class/exercises/exercise-names';
import { canBePassed } from '../../../class/exercises/exercise-results';
import { isWithheld } from '../../../text/withheld';
import { t } from '../../../text/translate';
import { windowAround } from './class-facts';

interface ExerciseColumnsProps {
  readonly exercises: readonly ExerciseState[];
  /** Where the class is. */
  readonly index: number;
  /** How many students have ever begun: a whole column. */
  readonly begun: number;
}

const STATUSES = ['passed', 'ran', 'failing'] as const;

/** The class's exercises as columns of who has passed, run and failed each, around the one where the class is, which is marked. */
export function ExerciseColumns({ exercises, index, begun }: ExerciseColumnsProps): ReactNode {
  const { shown, from } = windowAround(exercises, index);
  return (
    <figure className="class-columns">
      <ol aria-label={t('now.class.picture')}>
        {shown.map((exercise, at) => (
          <Column key={exercise.id} exercise={exercise} number={numberOf(exercise, from + at)} begun={begun} isHere={from + at === index} />
        ))}
      </ol>
      <figcaption>
        {STATUSES.map(status => (
          <span key={status} className="class-columns-key" data-status={status}>
            {t(`exercises.states.${status}`)}
          </span>
        ))}
        <span className="class-columns-key" data-status="here">
          {t('now.class.hereKey')}
        </span>
      </figcaption>
    </figure>
  );
}

interface ColumnProps {
  readonly exercise: ExerciseState;
  /** Its place among all exercises of the class, from 1: names of one notebook begin alike. */
  readonly number: number;
  readonly begun: number;
  readonly isHere: boolean;
}

function Column({ exercise, number, begun, isHere }: ColumnProps): ReactNode {
  const { started, passed, ran, failing } = exercise;
  const name = exerciseName(exercise, 60);
  const text = t(`exercises.heads.${canBePassed(exercise) ? 'passable' : 'unchecked'}`, { name, started, passed, ran, failing });
  const shares = STATUSES.map(status => ({ status, share: shareOf(exercise[status], begun) }));
  return (
    <li className="class-column" data-here={isHere} title={text}>
      <span className="hidden-visually">{isHere ? t('exercises.workingOnIt', { text }) : text}</span>
      <span className="class-column-bar" aria-hidden="true" data-withheld={isWithheld(passed)}>
        {isWithheld(passed) && t('common.none')}
        {shares.map(({ status, share }) => (
          <span key={status} data-status={status} style={{ height: `${String(share)}%` }} />
        ))}
      </span>
      <span className="class-column-name" aria-hidden="true">
        {number}
      </span>
    </li>
  );
}

function shareOf(students: number, begun: number): number {
  return isWithheld(students) || begun === 0 ? 0 : Math.min(100, (students / begun) * 100);
}
