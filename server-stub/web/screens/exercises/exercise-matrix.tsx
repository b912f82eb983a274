import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, useMemo, useRef } from 'react';
import type { ExerciseMatrix, ExerciseProgress, ExerciseState } from '../../../../src/protocol';
import { useRoute } from '../../routing/use-route';
import { Clipped } from '../../shared/components/clipped';
import type { Entry } from '../../class/model/entry';
import { exerciseName } from '../../class/exercises/exercise-names';
import { canBePassed, throughWith } from '../../class/exercises/exercise-results';
import { nameOf, teamName } from '../../class/model/names';
import { exerciseAt } from '../../class/model/whereabouts';
import { formatShare } from '../../text/format';
import { shortLabels } from '../../text/short-labels';
import { t } from '../../text/translate';
import { ConditionGlyph } from '../../class/components/condition-glyph';
import { cellText } from './cell-text';
import { ExerciseGlyph } from './exercise-glyph';

/** Pixels; those of the heads are in the style sheet, too. */
const ROW_HEIGHT = 38;
const COLUMN_WIDTH = 46;
const HEAD_HEIGHT = 150;
const OVERSCAN = 6;
/** Characters of a head, which stands upright; those of East Asian scripts are twice as large. */
const HEAD_LENGTH = { ordinary: 18, wide: 9 };
const WIDE = /[\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFF60]/u;

interface MatrixProps {
  readonly matrix: ExerciseMatrix;
  /** The rows, in order. */
  readonly entries: readonly Entry[];
  /** How many students have ever begun: of them the heads' shares are, as on the Overview. */
  readonly begun: number;
}

/** Students × exercises. Only the rows and columns near the window are there; names and heads stay in sight. */
export function Matrix({ matrix, entries, begun }: MatrixProps): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const { exercises } = matrix;
  const progressOf = useMemo(() => new Map(matrix.students.map(({ studentId, progress }) => [studentId, progress])), [matrix]);
  const heads = useMemo(() => headsOf(exercises), [exercises]);
  const getScrollElement = (): HTMLDivElement | null => frame.current;
  // oxlint-disable-next-line react/incompatible-library -- about the React compiler, which is not used here
  const rows = useVirtualizer({
    count: entries.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    paddingStart: HEAD_HEIGHT,
    getScrollElement,
  });
  const columns = useVirtualizer({
    count: exercises.length,
    horizontal: true,
    estimateSize: () => COLUMN_WIDTH,
    overscan: OVERSCAN,
    getScrollElement,
  });
  const shown = columns.getVirtualItems().map(({ index, start }) => ({ index, start }));
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? -1;
  const width = columns.getTotalSize();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is pushed about under its frame: reachable by keyboard too
    <div ref={frame} className="panel matrix-frame" tabIndex={0} role="group" aria-label={t('exercises.matrix')}>
      <div
        role="table"
        className="matrix"
        aria-label={t('exercises.matrix')}
        aria-rowcount={entries.length + 1}
        aria-colcount={exercises.length + 1}
        style={{ height: rows.getTotalSize() }}
      >
        <div role="row" className="matrix-head" aria-rowindex={1}>
          <div role="columnheader" aria-colindex={1} className="matrix-name">
            {t('exercises.student')}
          </div>
          <div role="presentation" className="matrix-cells" style={{ width }}>
            {shown.map(({ index, start }) => {
              const exercise = exercises[index];
              return (
                exercise && (
                  <ExerciseHead key={exercise.id} exercise={exercise} head={heads[index] ?? ''} index={index} start={start} begun={begun} />
                )
              );
            })}
          </div>
        </div>
        {rows.getVirtualItems().map(({ index, start }) => {
          const entry = entries[index];
          return (
            entry && (
              <MatrixRow
                key={entry.student.studentId}
                entry={entry}
                index={index}
                start={start}
                progress={progressOf.get(entry.student.studentId)}
                {...{ exercises, first, last, width }}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

function headsOf(exercises: readonly ExerciseState[]): readonly string[] {
  const names = exercises.map(exercise => exerciseName(exercise));
  return shortLabels(names, names.some(name => WIDE.test(name)) ? HEAD_LENGTH.wide : HEAD_LENGTH.ordinary);
}

interface ExerciseHeadProps {
  readonly exercise: ExerciseState;
  /** Its name, as far as it fits. */
  readonly head: string;
  readonly index: number;
  readonly start: number;
  /** Of how many the share is. */
  readonly begun: number;
}

function ExerciseHead({ exercise, head, index, start, begun }: ExerciseHeadProps): ReactNode {
  const { started, ran, passed, failing } = exercise;
  const isPassable = canBePassed(exercise);
  const text = t(`exercises.heads.${isPassable ? 'passable' : 'unchecked'}`, {
    name: exerciseName(exercise, 60),
    started,
    ran,
    passed,
    failing,
  });
  return (
    <div role="columnheader" aria-colindex={index + 2} className="matrix-exercise" style={{ left: start }} title={text} aria-label={text}>
      <bdi className="matrix-exercise-name">{head}</bdi>
      <span className="matrix-exercise-share">
        <ExerciseGlyph state={isPassable ? 'passed' : 'ran'} size={11} />
        {formatShare(throughWith(exercise), begun)}
      </span>
    </div>
  );
}

interface MatrixRowProps {
  readonly entry: Entry;
  readonly index: number;
  readonly start: number;
  readonly progress: readonly ExerciseProgress[] | undefined;
  readonly exercises: readonly ExerciseState[];
  /** The columns to draw. */
  readonly first: number;
  readonly last: number;
  readonly width: number;
}

const MatrixRow = memo(
  ({ entry: { student, condition }, index, start, progress, exercises, first, last, width }: MatrixRowProps): ReactNode => {
    const { hrefWith } = useRoute();
    const byExercise = new Map(progress?.map(each => [each.exercise, each]));
    const here = exerciseAt(student, exercises);
    const columns = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
    return (
      <div role="row" className="matrix-row" aria-rowindex={index + 2} style={{ top: start }}>
        <div role="rowheader" aria-colindex={1} className="matrix-name">
          <ConditionGlyph condition={condition} size={13} />
          <span className="hidden-visually">{t(`conditions.names.${condition}`)}</span>
          <a data-step className="matrix-student clip" title={nameOf(student)} href={hrefWith({ studentId: student.studentId })}>
            <bdi>{nameOf(student)}</bdi>
          </a>
          {student.team !== '' && <Clipped className="matrix-team" text={teamName(student.team)} />}
        </div>
        <div role="presentation" className="matrix-cells" style={{ width }}>
          {columns.map(column => (
            <MatrixCell
              key={column}
              column={column}
              progress={byExercise.get(column)}
              isHere={here !== undefined && exercises[column] === here}
            />
          ))}
        </div>
      </div>
    );
  },
  (before, after) => DRAWN.every(name => before[name] === after[name]) && isSameStudent(before.entry, after.entry),
);
MatrixRow.displayName = 'MatrixRow';

const DRAWN = ['index', 'start', 'progress', 'exercises', 'first', 'last', 'width'] as const satisfies readonly (keyof MatrixRowProps)[];

/** As far as a row shows it. */
function isSameStudent(a: Entry, b: Entry): boolean {
  const fields = ['studentId', 'displayName', 'team', 'exercise', 'notebook'] as const;
  return (
    a === b ||
    (a.condition === b.condition &&
      a.student.struggle?.exercise === b.student.struggle?.exercise &&
      fields.every(field => a.student[field] === b.student[field]))
  );
}

interface MatrixCellProps {
  readonly column: number;
  readonly progress: ExerciseProgress | undefined;
  readonly isHere: boolean;
}

function MatrixCell({ column, progress, isHere }: MatrixCellProps): ReactNode {
  const text = isHere ? t('exercises.cells.here', { text: cellText(progress) }) : cellText(progress);
  return (
    <div
      role="cell"
      aria-colindex={column + 2}
      className="matrix-cell"
      data-here={isHere}
      style={{ left: column * COLUMN_WIDTH }}
      title={text}
      aria-label={text}
    >
      <ExerciseGlyph state={progress?.status ?? 'none'} />
    </div>
  );
}
