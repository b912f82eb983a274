import { Menu } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { usePorts } from '../../ports';
import { useSwitch } from '../../platform/preferences/remembered-switch';
import { t } from '../../text/translate';
import { IconBell, IconVolume } from '../../shared/theme/icons';

/** Turns on a sound, and notifications outside the page, for help requests. Both are off by default. */
export function AlertChoices(): ReactNode {
  const { tone, notices, switches } = usePorts();
  const hasSound = useSwitch(switches.helpSound);
  const hasNotices = useSwitch(switches.helpNotices);
  const [isRefused, setRefused] = useState(false);
  const turnSound = (isOn: boolean): void => {
    switches.helpSound.turn(isOn);
    if (isOn) {
      // Plays it once as a sample; browsers also require a click before any sound.
      tone.play();
    }
  };
  const turnNotices = async (isOn: boolean): Promise<void> => {
    const isAllowed = isOn && (await notices.ask());
    setRefused(isOn && !isAllowed);
    switches.helpNotices.turn(isAllowed);
  };
  return (
    <>
      <Menu.Label>{t('helpAlarm.label')}</Menu.Label>
      <Menu.CheckboxItem checked={hasSound} rightSection={<IconVolume size={16} />} onChange={turnSound} closeMenuOnClick={false}>
        {t('helpAlarm.sound')}
      </Menu.CheckboxItem>
      <Menu.CheckboxItem
        checked={hasNotices}
        rightSection={<IconBell size={16} />}
        onChange={isOn => void turnNotices(isOn)}
        closeMenuOnClick={false}
      >
        {t('helpAlarm.notices')}
      </Menu.CheckboxItem>
      {isRefused && (
        <Menu.Label role="alert" className="alerts-refused">
          {t('helpAlarm.refused')}
        </Menu.Label>
      )}
    </>
  );
}
