import { Button } from '../../shared/components/button';
import { type ReactNode, useContext, useEffect, useRef } from 'react';
import { usePorts } from '../../ports';
import { useSwitch } from '../../platform/preferences/remembered-switch';
import { useMe } from '../../session/use-me';
import { IconPresentation } from '../../shared/theme/icons';
import { t } from '../../text/translate';
import { ProjectorPressContext } from './projector-press';

/** Hides the names before the room looks on, and shows them again; viewers never see any. */
export function ProjectorButton(): ReactNode {
  const { projector } = usePorts().switches;
  const { role } = useMe();
  const isOn = useSwitch(projector);
  const button = useRef<HTMLButtonElement>(null);
  const newPress = useContext(ProjectorPressContext);
  useEffect(() => {
    if (newPress.take()) {
      button.current?.focus();
    }
  }, [newPress]);
  const press = (): void => {
    newPress.note();
    projector.turn(!isOn);
  };
  return (
    role !== 'viewer' && (
      <Button
        ref={button}
        className="header-project"
        variant="default"
        leftSection={<IconPresentation size={18} stroke={1.8} aria-hidden="true" />}
        onClick={press}
      >
        {t(isOn ? 'projector.show' : 'projector.hide')}
      </Button>
    )
  );
}
