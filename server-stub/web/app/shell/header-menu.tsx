import { Kbd, Menu, useMantineColorScheme } from '@mantine/core';
import { useSession } from '../../session/session-provider';
import type { ReactNode } from 'react';
import { AlertChoices } from '../../class/help-alarm/alert-choices';
import { usePorts } from '../../ports';
import { OpeningMenu } from '../../shared/loading/opening-menu';
import { useMe } from '../../session/use-me';
import { type RememberedSwitch, useSwitch } from '../../platform/preferences/remembered-switch';
import { type Language, language, LANGUAGE_NAMES, LANGUAGES } from '../../text/language';
import { t } from '../../text/translate';
import { HeaderMenuButton } from './header-menu-button';
import { IconDeviceDesktop, IconLogout, IconMoon, IconSun } from '../../shared/theme/icons';

/** Appearance, language, modes and sign-out. */
export function HeaderMenu(): ReactNode {
  const session = useSession();
  return (
    <OpeningMenu position="bottom-end" width={290} target={<HeaderMenuButton autoFocus />}>
      <Schemes />
      <Languages />
      <Modes />
      <AlertChoices />
      <Menu.Divider />
      <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void session.signOut()}>
        {t('shell.header.signOut')}
      </Menu.Item>
    </OpeningMenu>
  );
}

/** Switches kept for this browser; projector mode is kept for this tab. */
function Modes(): ReactNode {
  const { switches } = usePorts();
  const { role } = useMe();
  return (
    <>
      <Menu.Label>{t('shell.header.modes')}</Menu.Label>
      {role !== 'viewer' && <Mode of={switches.projector} name={t('projector.title')} shortcut="P" />}
      <Mode of={switches.highContrast} name={t('shell.header.highContrast')} />
      <Mode of={switches.shortcuts} name={t('keyboard.switch')} shortcut="?" />
    </>
  );
}

interface ModeProps {
  readonly of: RememberedSwitch;
  readonly name: string;
  readonly shortcut?: string;
}

function Mode({ of, name, shortcut }: ModeProps): ReactNode {
  const isOn = useSwitch(of);
  return (
    <Menu.CheckboxItem checked={isOn} onChange={() => of.turn(!isOn)} rightSection={shortcut !== undefined && <Kbd>{shortcut}</Kbd>}>
      {name}
    </Menu.CheckboxItem>
  );
}

const SCHEMES = [
  { id: 'auto', Icon: IconDeviceDesktop },
  { id: 'light', Icon: IconSun },
  { id: 'dark', Icon: IconMoon },
] as const;

function Schemes(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu.RadioGroup value={colorScheme}>
      <Menu.Label>{t('shell.header.appearance')}</Menu.Label>
      {SCHEMES.map(({ id, Icon }) => (
        <Menu.RadioItem key={id} value={id} rightSection={<Icon size={16} />} onChange={() => setColorScheme(id)}>
          {t(`shell.header.schemes.${id}`)}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

/** Each language by its own name. The address holds the page's state, so that a reload shows the same. */
function Languages(): ReactNode {
  const { languages, page } = usePorts();
  const speak = (chosen: Language): void => {
    languages.choose(chosen);
    page.reload();
  };
  return (
    <Menu.RadioGroup value={language}>
      <Menu.Label>{t('shell.header.language')}</Menu.Label>
      {LANGUAGES.map(each => (
        <Menu.RadioItem key={each} value={each} onChange={() => speak(each)}>
          <span lang={each}>{LANGUAGE_NAMES[each]}</span>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
