import { Button } from '../../shared/components/button';
import type { ReactNode } from 'react';
import { usePorts } from '../../ports';
import { useSwitch } from '../../platform/preferences/remembered-switch';
import { useMe } from '../../session/use-me';
import { IconPresentation } from '../../shared/theme/icons';
import { t } from '../../text/translate';

/** Hides the names before the room looks on, and shows them again; viewers never see any. */
export function ProjectorButton(): ReactNode {
  const { projector } = usePorts().switches;
  const { role } = useMe();
  const isOn = useSwitch(projector);
  return (
    role !== 'viewer' && (
      <Button
        className="header-project"
        variant="default"
        aria-pressed={isOn}
        leftSection={<IconPresentation size={18} stroke={1.8} aria-hidden="true" />}
        onClick={() => projector.turn(!isOn)}
      >
        {t('projector.hide')}
      </Button>
    )
  );
}
