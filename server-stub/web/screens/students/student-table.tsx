import { IconChevronDown, IconChevronUp, IconHandFinger } from '../../shared/theme/icons';
import { type ReactNode, useMemo } from 'react';
import { t } from '../../text/translate';
import { attendanceOf } from '../../class/model/attendance';
import type { Entry } from '../../class/model/entry';
import type { Sort, SortKey } from '../../class/model/order';
import { StudentRow } from './student-row';
import { type HeldOrder, useHeldOrder } from '../shared/use-held-order';
import { useRowWindow } from './use-row-window';

interface StudentTableProps {
  readonly entries: readonly Entry[];
  readonly hasTeams: boolean;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** The server's time in milliseconds, to the minute. */
  readonly nowMs: number;
}

const COLUMNS = ['attention', 'name', 'team', 'activity', 'runs', 'errors', 'streak', 'place', 'visit'] as const;

/** The students in the order given. A grid with a table's roles: only the rows near the screen are there, and on a phone each becomes a card. */
export function StudentTable({ entries, hasTeams, sort, onSort, nowMs }: StudentTableProps): ReactNode {
  const { shown, isOutOfOrder, handlers } = useHeldOrder(entries, sort);
  if (entries.length === 0) {
    return <p className="panel student-nobody">{t('students.nobody')}</p>;
  }
  const columns = COLUMNS.filter(key => hasTeams || key !== 'team');
  return (
    <div
      role="table"
      aria-label={t('students.title')}
      aria-rowcount={entries.length + 1}
      className="panel student-table"
      data-teams={hasTeams}
    >
      <div role="rowgroup" className="student-head">
        <div role="row" className="student-row">
          {columns.map(key => (
            <ColumnHead key={key} column={key} sort={sort} onSort={onSort} />
          ))}
        </div>
        {isOutOfOrder && (
          <p className="student-held" aria-hidden="true">
            <IconHandFinger size={14} /> {t('students.held')}
          </p>
        )}
      </div>
      <Rows entries={shown} hasTeams={hasTeams} held={handlers} nowMs={nowMs} />
    </div>
  );
}

interface RowsProps {
  readonly entries: readonly Entry[];
  readonly hasTeams: boolean;
  readonly held: HeldOrder<Entry>['handlers'];
  readonly nowMs: number;
}

function Rows({ entries, hasTeams, held, nowMs }: RowsProps): ReactNode {
  const ids = useMemo(() => entries.map(({ student }) => student.studentId), [entries]);
  const { list, height, rows, measure, handlers } = useRowWindow(ids);
  const on = {
    ...held,
    onKeyDown: handlers.onKeyDown,
    onFocus: inTurn(held.onFocus, handlers.onFocus),
    onBlur: inTurn(held.onBlur, handlers.onBlur),
  };
  return (
    <div ref={list} role="rowgroup" className="student-lines" style={{ height }} {...on}>
      {rows.map(({ index, start }) => {
        const entry = entries[index];
        if (entry === undefined) {
          return null;
        }
        const { student, help } = entry;
        return (
          <StudentRow
            key={student.studentId}
            {...entry}
            {...{ hasTeams, index, start, measure }}
            exercise={student.exercise === null ? '' : entry.place}
            visit={attendanceOf(student, help, nowMs)}
          />
        );
      })}
    </div>
  );
}

function inTurn<Event>(...listeners: readonly ((event: Event) => void)[]): (event: Event) => void {
  return event => listeners.forEach(listen => listen(event));
}

interface ColumnHeadProps {
  readonly column: SortKey;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

function ColumnHead({ column, sort, onSort }: ColumnHeadProps): ReactNode {
  const isSorted = sort.key === column;
  const isDescending = isSorted && sort.isReversed !== LARGEST_FIRST.has(column);
  const Arrow = isDescending ? IconChevronDown : IconChevronUp;
  return (
    <div
      role="columnheader"
      className="student-cell"
      data-column={column}
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" className="column-sort" onClick={() => onSort({ key: column, isReversed: isSorted && !sort.isReversed })}>
        {t(`students.columns.${column}`)}
        <Arrow size={14} className="column-arrow" data-shown={isSorted} aria-hidden="true" />
      </button>
    </div>
  );
}

/** Columns whose natural order begins with the largest or newest. */
const LARGEST_FIRST: ReadonlySet<SortKey> = new Set(['activity', 'runs', 'errors', 'streak']);
