import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '../../shared/theme/icons';
import type { ReactNode } from 'react';
import { useRoute } from '../../routing/use-route';
import { t } from '../../text/translate';
import { CONDITIONS, isCondition } from '../../class/model/condition';
import { teamName } from '../../class/model/names';
import { type Sort, SORT_KEYS } from '../../class/model/order';

interface StudentFiltersProps {
  readonly teams: readonly string[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly shown: number;
  readonly total: number;
}

/** Search, filters and, where the table has no headings, the order. */
export function StudentFilters({ teams, query, onQuery, sort, onSort, shown, total }: StudentFiltersProps): ReactNode {
  const { route, goWith } = useRoute();
  const isFiltered = query !== '' || route.team !== undefined || route.condition !== undefined;
  const clear = (): void => {
    onQuery('');
    goWith({ team: undefined, condition: undefined });
  };
  return (
    <search className="student-filters">
      <TextInput
        className="student-search"
        type="search"
        aria-label={t('students.search')}
        placeholder={t('students.searchHint')}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={query}
        onChange={event => onQuery(event.currentTarget.value)}
      />
      {teams.length > 0 && <TeamChoice teams={teams} />}
      <StatusChoice />
      <SortChoice sort={sort} onSort={onSort} />
      {isFiltered && (
        <Button variant="subtle" leftSection={<IconX size={16} aria-hidden="true" />} onClick={clear}>
          {t('students.clear')}
        </Button>
      )}
      <p className="student-count soft" role="status">
        {t('students.shown', { shown, all: total })}
      </p>
    </search>
  );
}

const ANY = '*';

/** Chooses a team; the choice is kept in the address. */
export function TeamChoice({ teams }: { readonly teams: readonly string[] }): ReactNode {
  const { route, goWith } = useRoute();
  // A team that nobody is in any more, from an old link, still has to be shown as chosen.
  const known = route.team === undefined || teams.includes(route.team) ? teams : [...teams, route.team];
  return (
    <NativeSelect
      aria-label={t('students.team')}
      value={route.team === undefined ? ANY : `=${route.team}`}
      onChange={({ currentTarget: { value } }) => goWith({ team: value === ANY ? undefined : value.slice(1) })}
      data={[{ value: ANY, label: t('students.anyTeam') }, ...known.map(name => ({ value: `=${name}`, label: teamName(name) }))]}
    />
  );
}

function StatusChoice(): ReactNode {
  const { route, goWith } = useRoute();
  return (
    <NativeSelect
      aria-label={t('students.status')}
      value={route.condition ?? ANY}
      onChange={({ currentTarget: { value } }) => goWith({ condition: isCondition(value) ? value : undefined })}
      data={[
        { value: ANY, label: t('students.anyStatus') },
        ...CONDITIONS.map(value => ({ value, label: t(`conditions.names.${value}`) })),
      ]}
    />
  );
}

function SortChoice({ sort, onSort }: Pick<StudentFiltersProps, 'sort' | 'onSort'>): ReactNode {
  return (
    <NativeSelect
      className="student-sort"
      aria-label={t('students.sort')}
      value={sort.key}
      onChange={({ currentTarget: { value } }) => onSort({ key: SORT_KEYS.find(key => key === value) ?? 'attention', isReversed: false })}
      data={SORT_KEYS.map(value => ({ value, label: t(`students.sortNames.${value}`) }))}
    />
  );
}
