import { ActionIcon, Button, Menu, NativeSelect, useMantineColorScheme } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconCheck, IconDeviceDesktop, IconKey, IconLogout, IconMoon, IconSun } from '../theme/icons';
import { type ReactNode, useState } from 'react';
import type { ClassSummary } from '../../../src/protocol';
import { JoinDialog } from '../joining/join-dialog';
import { usePorts } from '../ports';
import { useRoute } from '../routing/use-route';
import { strings } from '../strings';
import { inertLine } from '../text/inert';
import { ConnectionPill } from './connection-pill';

interface HeaderProps {
  readonly chosen: ClassSummary;
  readonly classes: readonly ClassSummary[];
}

/** Which class, how fresh, how to join, and the way out. */
export function Header({ chosen, classes }: HeaderProps): ReactNode {
  const [isJoinOpen, setJoinOpen] = useState(false);
  return (
    <div className="header">
      {classes.length > 1 ? (
        <ClassChoice chosen={chosen} classes={classes} />
      ) : (
        <p className="header-class clip">{inertLine(chosen.name, 120)}</p>
      )}
      <ConnectionPill />
      <span className="header-gap" />
      <Button
        className="header-join"
        variant="default"
        leftSection={<IconKey size={18} stroke={1.8} aria-hidden="true" />}
        onClick={() => setJoinOpen(true)}
      >
        {strings.header.joinCode}
      </Button>
      <AppearanceMenu />
      <JoinDialog chosen={chosen} isOpen={isJoinOpen} onClose={() => setJoinOpen(false)} />
    </div>
  );
}

function ClassChoice({ chosen, classes }: HeaderProps): ReactNode {
  const { goWith } = useRoute();
  return (
    <NativeSelect
      className="header-choice"
      aria-label={strings.header.chooseClass}
      value={chosen.id}
      onChange={event => goWith({ classId: event.currentTarget.value, team: undefined, studentId: undefined })}
      data={classes.map(({ id, name }) => ({ value: id, label: inertLine(name, 120) }))}
    />
  );
}

const SCHEMES = [
  { id: 'auto', Icon: IconDeviceDesktop },
  { id: 'light', Icon: IconSun },
  { id: 'dark', Icon: IconMoon },
] as const;

function AppearanceMenu(): ReactNode {
  const { session } = usePorts();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { more, appearance, schemes, signOut } = strings.header;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={more}>
          <IconAdjustmentsHorizontal size={18} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{appearance}</Menu.Label>
        {SCHEMES.map(({ id, Icon }) => (
          <Menu.Item
            key={id}
            role="menuitemradio"
            aria-checked={colorScheme === id}
            leftSection={<Icon size={16} />}
            rightSection={colorScheme === id && <IconCheck size={16} />}
            onClick={() => setColorScheme(id)}
          >
            {schemes[id]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void session.signOut()}>
          {signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
