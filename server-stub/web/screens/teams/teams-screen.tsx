import { NativeSelect, SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { courseProgress } from '../../class/exercises/course-progress';
import { useMatrix } from '../../class/live/use-matrix';
import { useBoard, useEntries } from '../../class/live/live-class-provider';
import { useServerNow } from '../../class/live/moment';
import { RoomMap } from './floor-plan/room-map';
import { useRoute } from '../../routing/use-route';
import { ConditionStrip } from '../shared/condition-strip';
import { groupByTeam } from '../../class/model/team-groups';
import { needingOf, troublesOf } from '../../class/who-next/rank-needs';
import { useWhoNext } from '../../class/who-next/use-who-next';
import { t } from '../../text/translate';
import { TeamCards } from './team-cards';
import { TeamPanel } from './team-panel';
import { sortTeams, summarise, TEAM_ORDERS, type TeamOrder, type TeamSummary } from '../../class/who-next/team-summary';
import './teams.css';

/** Progress changes slowly, and the matrix is large. */
const PROGRESS_GAP_MS = 15_000;

/** Every team: as cards that keep their places, or where it sits. */
export function TeamsScreen(): ReactNode {
  const entries = useEntries();
  const teams = useTeams();
  const { route, goWith } = useRoute();
  const [order, setOrder] = useState<TeamOrder>('name');
  const isMap = route.view === 'map';
  return (
    <div className="teams-screen">
      <ConditionStrip entries={entries} />
      <div className="teams-bar">
        <SegmentedControl
          aria-label={t('teams.view')}
          value={isMap ? 'map' : 'grid'}
          onChange={view => goWith({ view: view === 'map' ? 'map' : undefined })}
          data={[
            { value: 'grid', label: t('teams.views.grid') },
            { value: 'map', label: t('teams.views.map') },
          ]}
        />
        {!isMap && (
          <NativeSelect
            aria-label={t('teams.sort')}
            value={order}
            onChange={({ currentTarget: { value } }) => setOrder(TEAM_ORDERS.find(known => known === value) ?? 'name')}
            data={TEAM_ORDERS.map(value => ({ value, label: t(`teams.orders.${value}`) }))}
          />
        )}
      </div>
      <Teams teams={teams} order={order} isMap={isMap} />
      <TeamPanel teams={teams} />
    </div>
  );
}

interface TeamsProps {
  readonly teams: readonly TeamSummary[];
  readonly order: TeamOrder;
  readonly isMap: boolean;
}

function Teams({ teams, order, isMap }: TeamsProps): ReactNode {
  if (isMap) {
    return <RoomMap teams={teams} />;
  }
  return teams.length === 0 ? <p className="panel teams-none">{t('teams.none')}</p> : <TeamCards teams={sortTeams(teams, order)} />;
}

function useTeams(): readonly TeamSummary[] {
  const board = useBoard();
  const entries = useEntries();
  const { matrix } = useMatrix(PROGRESS_GAP_MS);
  const progress = useMemo(() => courseProgress(matrix), [matrix]);
  const ranking = useWhoNext();
  const nowMs = useServerNow(60_000);
  return useMemo(() => {
    const needy = troublesOf(ranking);
    return groupByTeam(board, entries, needingOf(ranking)).map(group => summarise(group, progress, needy, nowMs));
  }, [board, entries, progress, ranking, nowMs]);
}
