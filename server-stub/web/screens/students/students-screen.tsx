import { type ReactNode, useMemo, useState } from 'react';
import { useBoard, useEntries } from '../../class/live/live-class-provider';
import { useServerNow } from '../../class/live/moment';
import { useIsProjecting } from '../../platform/preferences/is-projecting';
import { useRoute } from '../../routing/use-route';
import { ConditionStrip } from '../shared/condition-strip';
import { filterEntries } from '../../class/model/filter';
import { BY_ATTENTION, type Sort, sortEntries } from '../../class/model/order';
import { StaffList } from '../shared/staff-list';
import { StudentFilters } from '../shared/student-filters';
import { StudentTable } from './student-table';
import { teamNamesOf } from '../../class/model/team-groups';
import { useTroubles } from '../../class/who-next/use-who-next';
import { t } from '../../text/translate';
import './students.css';

/** Every student, to search, filter and order. */
export function StudentsScreen(): ReactNode {
  const board = useBoard();
  const entries = useEntries();
  const { condition, team } = useRoute().route;
  const isProjecting = useIsProjecting();
  const [query, setQuery] = useState('');
  const [sort, setSort] = useState<Sort>(BY_ATTENTION);
  const nowMs = useServerNow(60_000);
  const needy = useTroubles();
  const shown = useMemo(
    () => sortEntries(filterEntries(entries, { condition, team, query }), sort, { needy, nowMs }),
    [entries, condition, team, query, sort, needy, nowMs],
  );
  const teams = useMemo(() => teamNamesOf(board, entries), [board, entries]);
  if (isProjecting) {
    return (
      <div className="students">
        <ConditionStrip entries={entries} />
        <p className="panel student-nobody">{t('projected.individuals')}</p>
      </div>
    );
  }
  return (
    <div className="students">
      <ConditionStrip entries={entries} />
      <StudentFilters
        teams={teams}
        query={query}
        onQuery={setQuery}
        sort={sort}
        onSort={setSort}
        shown={shown.length}
        total={entries.length}
      />
      <StudentTable entries={shown} hasTeams={teams.length > 0} sort={sort} onSort={setSort} nowMs={nowMs} />
      {entries.length > 0 && <StaffList />}
    </div>
  );
}
