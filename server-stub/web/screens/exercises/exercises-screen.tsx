import { NativeSelect } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { ExerciseState } from '../../../../src/protocol';
import { NoExercises } from '../../class/components/no-exercises';
import { canBePassed } from '../../class/exercises/exercise-results';
import { useBoard, useEntries } from '../../class/live/live-class-provider';
import { useRoute } from '../../routing/use-route';
import { countBegun } from '../../class/model/entry';
import { filterEntries } from '../../class/model/filter';
import { sortEntries } from '../../class/model/order';
import { useTroubles } from '../../class/who-next/use-who-next';
import { TeamChoice } from '../shared/student-filters';
import { teamNamesOf } from '../../class/model/team-groups';
import { useHeldOrder } from '../shared/use-held-order';
import { t } from '../../text/translate';
import { type CellState } from './cell-text';
import { ExerciseChart, ProgressChart } from './exercise-charts';
import { ExerciseGlyph } from './exercise-glyph';
import { Matrix } from './exercise-matrix';
import { MATRIX_ORDERS, type MatrixOrder } from './matrix-order';
import { type LoadedMatrix, useMatrix } from '../../class/live/use-matrix';
import './exercises.css';

/** The shortest time between two loads of the matrix; longer for a large one, which is megabytes. */
const GAP_MS = 2000;
const LARGE_GAP_MS = 8000;
/** Students times exercises. */
const LARGE_MATRIX = 6000;

/** How the class gets on, and which exercises are hard. */
export function ExercisesScreen(): ReactNode {
  const board = useBoard();
  const { exercises, students, hidden, session } = board;
  const begun = countBegun(useEntries()).ever;
  const isLarge = exercises.length * students.size > LARGE_MATRIX;
  const loaded = useMatrix(isLarge ? LARGE_GAP_MS : GAP_MS);
  if (exercises.length === 0) {
    return (
      <p className="panel exercises-none">
        <NoExercises board={board} />
      </p>
    );
  }
  return (
    <div className="exercises">
      <div className="exercises-charts">
        <ExerciseChart exercises={exercises} begun={begun} />
        {loaded.matrix !== undefined && <ProgressChart matrix={loaded.matrix} since={session?.startedAt} />}
      </div>
      <Unchecked exercises={exercises} />
      {hidden.exercises > 0 && <p className="exercises-unchecked soft">{t('projector.hiddenExercises', { count: hidden.exercises })}</p>}
      {loaded.isWithheld ? <p className="panel exercises-none">{t('exercises.withheld')}</p> : <MatrixPart loaded={loaded} begun={begun} />}
    </div>
  );
}

/** Says once that something has no check, and how it gets one. */
function Unchecked({ exercises }: { readonly exercises: readonly ExerciseState[] }): ReactNode {
  const unchecked = exercises.filter(exercise => !canBePassed(exercise)).length;
  return (
    unchecked > 0 && (
      <p className="exercises-unchecked soft">
        <ExerciseGlyph state="ran" size={14} />
        <span>{t(unchecked === exercises.length ? 'exercises.noneChecked' : 'exercises.someUnchecked', { count: unchecked })}</span>
      </p>
    )
  );
}

interface MatrixPartProps {
  readonly loaded: LoadedMatrix;
  /** How many students have ever begun. */
  readonly begun: number;
}

function MatrixPart({ loaded: { matrix, hasFailed }, begun }: MatrixPartProps): ReactNode {
  const board = useBoard();
  const entries = useEntries();
  const { team } = useRoute().route;
  const [order, setOrder] = useState<MatrixOrder>('attention');
  const sort = useMemo(() => ({ key: order, isReversed: false }), [order]);
  const needy = useTroubles();
  const sorted = useMemo(
    () => sortEntries(filterEntries(entries, { team, condition: undefined, query: '' }), sort, { needy }),
    [entries, team, sort, needy],
  );
  const { shown, handlers } = useHeldOrder(sorted, sort);
  const teams = useMemo(() => teamNamesOf(board, entries), [board, entries]);
  return (
    <section className="exercises-matrix" aria-label={t('exercises.matrix')}>
      <div className="exercises-bar">
        {teams.length > 0 && <TeamChoice teams={teams} />}
        <NativeSelect
          aria-label={t('students.sort')}
          value={order}
          onChange={({ currentTarget: { value } }) => setOrder(MATRIX_ORDERS.find(known => known === value) ?? 'attention')}
          data={MATRIX_ORDERS.map(value => ({ value, label: t(`students.sortNames.${value}`) }))}
        />
        <Key />
      </div>
      {hasFailed && <p role="alert">{matrix === undefined ? t('exercises.failed') : t('exercises.stale')}</p>}
      {matrix !== undefined && (
        <div {...handlers}>
          <Matrix matrix={matrix} entries={shown} begun={begun} />
        </div>
      )}
    </section>
  );
}

const STATES: readonly CellState[] = ['passed', 'ran', 'failing', 'none'];

/** What the marks mean. */
function Key(): ReactNode {
  return (
    <ul className="exercises-key soft">
      {STATES.map(state => (
        <li key={state}>
          <ExerciseGlyph state={state} />
          {t(`exercises.states.${state}`)}
        </li>
      ))}
      <li>
        <span className="matrix-here-mark" aria-hidden="true" />
        {t('exercises.here')}
      </li>
    </ul>
  );
}
