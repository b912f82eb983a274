import type { ReactNode } from 'react';
import type { Room, TeamPlace } from '../../../../../src/protocol';
import { useRoute } from '../../../routing/use-route';
import type { TeamSummary } from '../../../class/who-next/team-summary';
import { inertLine } from '../../../text/inert';
import { t } from '../../../text/translate';
import { GRID } from './grid';
import { chipNeed, TeamChip } from './team-chip';

export type Summaries = ReadonlyMap<string, TeamSummary>;

/** A room with its teams where they sit; each leads to its panel. */
export function RoomView({ room, summaries }: { readonly room: Room; readonly summaries: Summaries }): ReactNode {
  return (
    <RoomSurface room={room}>
      <ul className="room-teams" aria-label={inertLine(room.name, 60)}>
        {inReadingOrder(room.places).map(place => (
          <li key={place.team} className="room-place" style={positionOf(place)}>
            <ChipLink team={place.team} summary={summaries.get(place.team)} />
          </li>
        ))}
      </ul>
    </RoomSurface>
  );
}

/** The teams that sit in no room, beside the map. */
export function TeamsWithoutPlace({ teams, summaries }: { readonly teams: readonly string[]; readonly summaries: Summaries }): ReactNode {
  return (
    teams.length > 0 && (
      <section className="room-waiting" aria-label={t('teams.map.waiting')}>
        <h2 className="panel-title">{t('teams.map.waiting')}</h2>
        <ul className="room-waiting-list">
          {teams.map(team => (
            <li key={team}>
              <ChipLink team={team} summary={summaries.get(team)} />
            </li>
          ))}
        </ul>
      </section>
    )
  );
}

function ChipLink({ team, summary }: { readonly team: string; readonly summary: TeamSummary | undefined }): ReactNode {
  const { hrefWith } = useRoute();
  return (
    <a
      className="team-chip"
      data-condition={summary?.condition}
      data-need={(summary?.needing ?? 0) > 0}
      href={hrefWith({ team })}
      title={summary && chipNeed(summary)}
    >
      <TeamChip name={team} summary={summary} />
    </a>
  );
}

interface RoomSurfaceProps {
  readonly room: Room;
  readonly children: ReactNode;
}

/** The plan of a room, or a grid; what is on it stands at shares of its size. */
export function RoomSurface({ room, children }: RoomSurfaceProps): ReactNode {
  return (
    // On a phone the room is larger than the screen and is pushed about: it has to be reachable by keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="room-frame" tabIndex={0} role="group" aria-label={inertLine(room.name, 60)}>
      <div className="room" data-plan={room.plan !== undefined} style={room.plan === undefined ? CELLS : undefined}>
        {room.plan === undefined ? (
          <p className="room-front soft">{t('teams.map.front')}</p>
        ) : (
          <img className="room-plan" src={room.plan} alt={t('teams.map.planOf', { room: inertLine(room.name, 60) })} draggable={false} />
        )}
        {children}
      </div>
    </div>
  );
}

const CELLS = { backgroundSize: `${String(100 / GRID.columns)}% ${String(100 / GRID.rows)}%` };

/** Where a place is on the surface. */
export function positionOf({ x, y }: Pick<TeamPlace, 'x' | 'y'>): { readonly left: string; readonly top: string } {
  return { left: `${String(x * 100)}%`, top: `${String(y * 100)}%` };
}

/** Row by row from the front, so that Tab goes through the room as the eye does. */
function inReadingOrder(places: readonly TeamPlace[]): readonly TeamPlace[] {
  const rowOf = ({ y }: TeamPlace): number => Math.floor(y * GRID.rows);
  return places.toSorted((a, b) => rowOf(a) - rowOf(b) || a.x - b.x);
}
