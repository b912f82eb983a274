import { Button, FileButton, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { LIMITS, type Room } from '../../../../../src/protocol';
import { usePorts } from '../../../ports';
import { t } from '../../../text/translate';
import type { RoomEdit } from './room-edit';

interface RoomToolsProps {
  readonly room: Room;
  readonly rooms: readonly Room[];
  readonly edit: (edit: RoomEdit) => void;
  readonly onAdd: () => void;
}

/** What can be changed about a room besides its teams: name and plan; and rooms that come and go. */
export function RoomTools({ room, rooms, edit, onAdd }: RoomToolsProps): ReactNode {
  const roomId = room.id;
  return (
    <div className="room-tools">
      <RoomName room={room} onRename={name => edit({ kind: 'rename', roomId, name })} />
      <PlanChoice onPlan={plan => edit({ kind: 'plan', roomId, plan })} />
      {room.plan !== undefined && (
        <Button variant="default" onClick={() => edit({ kind: 'plan', roomId, plan: undefined })}>
          {t('teams.map.removePlan')}
        </Button>
      )}
      <span className="room-tools-gap" />
      <Button variant="default" disabled={rooms.length >= LIMITS.rooms} onClick={onAdd}>
        {t('teams.map.add')}
      </Button>
      <Button variant="default" onClick={() => edit({ kind: 'remove', roomId })}>
        {t('teams.map.remove')}
      </Button>
    </div>
  );
}

/** Takes effect when it is left, and never becomes empty. */
function RoomName({ room, onRename }: { readonly room: Room; readonly onRename: (name: string) => void }): ReactNode {
  const [name, setName] = useState(room.name);
  const finish = (): void => {
    const trimmed = name.trim();
    if (trimmed === '') {
      setName(room.name);
    } else if (trimmed !== room.name) {
      onRename(trimmed);
    }
  };
  return (
    <TextInput
      className="room-name"
      aria-label={t('teams.map.name')}
      maxLength={LIMITS.roomNameLength}
      value={name}
      onChange={event => setName(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={event => event.key === 'Enter' && finish()}
    />
  );
}

function PlanChoice({ onPlan }: { readonly onPlan: (plan: string) => void }): ReactNode {
  const { pictures } = usePorts();
  const [step, setStep] = useState<'waiting' | 'busy' | 'failed'>('waiting');
  const take = async (file: File | null): Promise<void> => {
    if (file === null) {
      return;
    }
    setStep('busy');
    const plan = await pictures(file, LIMITS.roomPlanBytes);
    setStep(plan === undefined ? 'failed' : 'waiting');
    if (plan !== undefined) {
      onPlan(plan);
    }
  };
  return (
    <>
      <FileButton
        accept="image/png,image/jpeg,image/webp"
        inputProps={{ 'aria-label': t('teams.map.choosePlan') }}
        onChange={file => void take(file)}
      >
        {props => (
          <Button {...props} variant="default" loading={step === 'busy'}>
            {t('teams.map.choosePlan')}
          </Button>
        )}
      </FileButton>
      {step === 'failed' && (
        <span className="room-failure" role="alert">
          {t('teams.map.badPlan')}
        </span>
      )}
    </>
  );
}
