import { Button, Tabs } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { failureText } from '../../../api/failure-text';
import { usePorts } from '../../../ports';
import { useMe } from '../../../session/use-me';
import { compareNames } from '../../../class/model/order';
import type { TeamSummary } from '../../../class/who-next/team-summary';
import { inertLine } from '../../../text/inert';
import { t } from '../../../text/translate';
import { IconArrowsMove } from '../../../shared/theme/icons';
import { RoomArranger } from './room-arranger';
import { withoutPlace } from './room-edit';
import { RoomTools } from './room-tools';
import { RoomView, TeamsWithoutPlace } from './room-view';
import { type RoomsControl, useRooms } from './use-rooms';
import './rooms.css';

/** Where the teams sit: to look at, or to arrange. */
export function RoomMap({ teams }: { readonly teams: readonly TeamSummary[] }): ReactNode {
  const control = useRooms();
  const [isArranging, setArranging] = useState(control.hasEdits);
  const { rooms, failure, isMerged, isResumed } = control;
  return (
    <section className="room-map">
      {failure !== undefined && (
        <p className="room-failure" role="alert">
          {failureText(failure)}
        </p>
      )}
      {isMerged && <p role="status">{t('teams.map.merged')}</p>}
      {isResumed && <p role="status">{t('teams.map.resumed')}</p>}
      {rooms !== undefined && <Rooms {...{ control, rooms, teams, isArranging, setArranging }} />}
    </section>
  );
}

interface RoomsProps {
  readonly control: RoomsControl;
  readonly rooms: NonNullable<RoomsControl['rooms']>;
  readonly teams: readonly TeamSummary[];
  readonly isArranging: boolean;
  readonly setArranging: (isArranging: boolean) => void;
}

function Rooms({ control, rooms, teams, isArranging, setArranging }: RoomsProps): ReactNode {
  const [chosenId, choose] = useState<string>();
  const mayArrange = useMe().rights.includes('class.change');
  const add = useAddRoom(control, choose);
  const room = rooms.find(({ id }) => id === chosenId) ?? rooms[0];
  const summaries = new Map(teams.map(summary => [summary.team.team, summary]));
  const waiting = withoutPlace([...summaries.keys()].filter(Boolean), rooms).toSorted(compareNames);
  if (room === undefined) {
    return <NoRoom onAdd={mayArrange ? () => (setArranging(true), add()) : undefined} />;
  }
  return (
    <Tabs value={room.id} onChange={id => choose(id ?? undefined)} keepMounted={false}>
      <div className="room-bar">
        <Tabs.List aria-label={t('teams.map.rooms')}>
          {rooms.map(({ id, name }) => (
            <Tabs.Tab key={id} value={id}>
              <bdi>{inertLine(name, 60)}</bdi>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {isArranging && <Saving control={control} onDone={() => setArranging(false)} />}
        {!isArranging && mayArrange && <Arrange onClick={() => setArranging(true)} />}
      </div>
      <Tabs.Panel value={room.id} className="room-panel">
        {isArranging ? (
          <>
            <RoomTools key={room.id} room={room} rooms={rooms} edit={control.edit} onAdd={add} />
            <RoomArranger room={room} summaries={summaries} waiting={waiting} edit={control.edit} />
          </>
        ) : (
          <>
            <RoomView room={room} summaries={summaries} />
            <TeamsWithoutPlace teams={waiting} summaries={summaries} />
          </>
        )}
      </Tabs.Panel>
    </Tabs>
  );
}

/** A room more, shown at once. */
function useAddRoom({ rooms = [], edit }: RoomsControl, choose: (roomId: string) => void): () => void {
  const { random } = usePorts();
  return () => {
    const roomId = random().toString(36).slice(2) || '0';
    edit({ kind: 'add', roomId, name: t('teams.map.newRoom', { n: rooms.length + 1 }) });
    choose(roomId);
  };
}

function NoRoom({ onAdd }: { readonly onAdd: (() => void) | undefined }): ReactNode {
  return (
    <div className="panel room-none">
      <p>{onAdd === undefined ? t('teams.map.noneToSee') : t('teams.map.none')}</p>
      {onAdd !== undefined && <Button onClick={onAdd}>{t('teams.map.addFirst')}</Button>}
    </div>
  );
}

function Arrange({ onClick }: { readonly onClick: () => void }): ReactNode {
  return (
    <Button variant="default" leftSection={<IconArrowsMove size={16} aria-hidden="true" />} onClick={onClick}>
      {t('teams.map.arrange')}
    </Button>
  );
}

/** What was arranged is thrown away only when that is said twice. */
function Saving({ control, onDone }: { readonly control: RoomsControl; readonly onDone: () => void }): ReactNode {
  const [isAsked, ask] = useState(false);
  const save = async (): Promise<void> => {
    if (!control.hasEdits || (await control.save())) {
      onDone();
    }
  };
  const discard = (): void => {
    control.discard();
    onDone();
  };
  if (isAsked && control.hasEdits) {
    return (
      <div className="room-saving" role="group" aria-label={t('teams.map.discard')}>
        <p role="alert">{t('teams.map.discardQuestion')}</p>
        <Button color="red" onClick={discard}>
          {t('teams.map.discardConfirm')}
        </Button>
        <Button variant="default" onClick={() => ask(false)}>
          {t('teams.map.goOn')}
        </Button>
      </div>
    );
  }
  return (
    <div className="room-saving">
      <Button loading={control.isSaving} onClick={() => void save()}>
        {t('teams.map.save')}
      </Button>
      <Button variant="default" disabled={control.isSaving} onClick={() => (control.hasEdits ? ask(true) : discard())}>
        {t('teams.map.discard')}
      </Button>
    </div>
  );
}
