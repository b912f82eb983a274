import { Button } from '@mantine/core';
import { type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { Room, TeamPlace } from '../../../../../src/protocol';
import { teamName } from '../../../class/model/names';
import { compareNames } from '../../../class/model/order';
import { t } from '../../../text/translate';
import { nearestFreeCell, type Point, stepPoint } from './grid';
import type { RoomEdit } from './room-edit';
import { positionOf, RoomSurface, type Summaries } from './room-view';
import { TeamChip } from './team-chip';
import { type Drag, shareOf, useDrag } from './use-drag';

interface RoomArrangerProps {
  readonly room: Room;
  readonly summaries: Summaries;
  /** Teams that sit in no room. */
  readonly waiting: readonly string[];
  readonly edit: (edit: RoomEdit) => void;
}

/**
 * A room whose teams can be moved: dragged with mouse or finger; or picked with a click and put with another; or with the
 * keyboard, by arrow keys, and Delete to take one out.
 */
export function RoomArranger({ room, summaries, waiting, edit }: RoomArrangerProps): ReactNode {
  const surface = useRef<HTMLDivElement>(null);
  const [picked, setPicked] = useState<string>();
  const { root, follow } = useFocusFollowing();
  const place = (team: string, at: Point): void => edit({ kind: 'place', roomId: room.id, team, at });
  const drag = useDrag(
    () => surface.current,
    (team, at) => (at === undefined ? edit({ kind: 'unplace', team }) : place(team, at)),
  );
  const onSurfaceClick = (event: MouseEvent): void => {
    const at = shareOf(surface.current, event);
    if (picked !== undefined && at !== undefined && event.target === event.currentTarget) {
      place(picked, at);
      setPicked(undefined);
    }
  };
  const pick = (team: string): void => setPicked(before => (before === team ? undefined : team));
  const byKey = (change: KeyedEdit): void => {
    follow(change.team);
    edit(change);
  };
  const chip = { summaries, drag, picked, room, onPick: (team: string) => drag.isClick() && pick(team), byKey };
  return (
    <div ref={root} className="room-arranger">
      <p className="soft" role="status">
        {picked === undefined ? t('teams.map.how') : t('teams.map.howPicked', { team: teamName(picked) })}
      </p>
      <div className="room-columns">
        <RoomSurface room={room}>
          {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keyboard's way are the arrow keys on each team */}
          <div ref={surface} className="room-drop" data-picked={picked !== undefined} onClick={onSurfaceClick}>
            {/* By name: a team that moves keeps its place among the elements, and with it the focus. */}
            {room.places
              .toSorted((a, b) => compareNames(a.team, b.team))
              .map(at => (
                <PlacedChip key={at.team} {...chip} place={at} />
              ))}
          </div>
        </RoomSurface>
        <Waiting {...chip} teams={waiting} onFill={() => edit({ kind: 'fill', roomId: room.id, teams: waiting })} />
      </div>
      {drag.dragged !== undefined && (
        <div className="team-chip team-chip-dragged" style={{ left: drag.dragged.clientX, top: drag.dragged.clientY }} aria-hidden="true">
          <TeamChip name={drag.dragged.team} summary={summaries.get(drag.dragged.team)} />
        </div>
      )}
    </div>
  );
}

type KeyedEdit = RoomEdit & { readonly kind: 'place' | 'unplace' };

/** The focus goes with a team that the keyboard moved from the list into the room, or back. */
function useFocusFollowing(): { readonly root: RefObject<HTMLDivElement | null>; readonly follow: (team: string) => void } {
  const root = useRef<HTMLDivElement>(null);
  const moved = useRef<string>(undefined);
  useEffect(() => {
    if (moved.current !== undefined) {
      const chips = [...(root.current?.querySelectorAll<HTMLElement>('[data-team]') ?? [])];
      chips.find(chip => chip.dataset['team'] === moved.current)?.focus();
      moved.current = undefined;
    }
  });
  return { root, follow: team => (moved.current = team) };
}

interface ChipProps {
  readonly summaries: Summaries;
  readonly drag: Drag;
  readonly picked: string | undefined;
  readonly room: Room;
  readonly onPick: (team: string) => void;
  readonly byKey: (edit: KeyedEdit) => void;
}

function PlacedChip({ place, ...chip }: ChipProps & { readonly place: TeamPlace }): ReactNode {
  const { team } = place;
  const { room, byKey } = chip;
  const onKeyDown = (event: KeyboardEvent): void => {
    const others = room.places.filter(other => other.team !== team);
    const to = stepPoint(event.key, place, room.plan !== undefined, others);
    if (to !== undefined || event.key === 'Delete') {
      event.preventDefault();
      byKey(to === undefined ? { kind: 'unplace', team } : { kind: 'place', roomId: room.id, team, at: to });
    }
  };
  return (
    <div className="room-place" style={positionOf(place)}>
      <MovableChip {...chip} team={team} onKeyDown={onKeyDown} />
    </div>
  );
}

interface WaitingProps extends ChipProps {
  readonly teams: readonly string[];
  readonly onFill: () => void;
}

function Waiting({ teams, onFill, ...chip }: WaitingProps): ReactNode {
  const { room, byKey } = chip;
  const onKeyDown = (event: KeyboardEvent, team: string): void => {
    if (event.key.startsWith('Arrow')) {
      event.preventDefault();
      byKey({ kind: 'place', roomId: room.id, team, at: nearestFreeCell({ x: 0, y: 0 }, room.places) });
    }
  };
  return (
    <section className="room-waiting" aria-label={t('teams.map.waiting')}>
      <h2 className="panel-title">{t('teams.map.waiting')}</h2>
      {teams.length === 0 ? (
        <p className="soft">{t('teams.map.nobodyWaiting')}</p>
      ) : (
        <>
          <Button variant="default" size="compact-sm" onClick={onFill}>
            {t('teams.map.fill')}
          </Button>
          <ul className="room-waiting-list">
            {teams.map(team => (
              <li key={team}>
                <MovableChip {...chip} team={team} onKeyDown={event => onKeyDown(event, team)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface MovableChipProps extends Omit<ChipProps, 'room' | 'byKey'> {
  readonly team: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function MovableChip({ team, summaries, drag, picked, onPick, onKeyDown }: MovableChipProps): ReactNode {
  const summary = summaries.get(team);
  return (
    <button
      type="button"
      className="team-chip team-chip-movable"
      data-team={team}
      data-dragged={drag.dragged?.team === team}
      aria-pressed={picked === team}
      aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown Delete"
      onClick={() => onPick(team)}
      onKeyDown={onKeyDown}
      {...drag.handlersOf(team)}
    >
      <TeamChip name={team} summary={summary} />
    </button>
  );
}
