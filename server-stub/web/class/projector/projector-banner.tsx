import { Button } from '../../shared/components/button';
import type { ReactNode } from 'react';
import { usePorts } from '../../ports';
import { useMe } from '../../session/use-me';
import { t } from '../../text/translate';
import { IconPresentation } from '../../shared/theme/icons';
import { useIsProjecting } from '../../platform/preferences/is-projecting';

/** Says on every screen what is hidden; a button shows the names again, except for viewers. */
export function ProjectorBanner(): ReactNode {
  const { switches } = usePorts();
  const { role } = useMe();
  return (
    useIsProjecting() && (
      <div className="projector-banner" role="status">
        <IconPresentation size={20} stroke={1.8} aria-hidden="true" />
        <p>
          <strong>{t('projector.title')}</strong> {t('projector.banner')}
        </p>
        {role !== 'viewer' && (
          <Button size="compact-md" variant="default" onClick={() => switches.projector.turn(false)}>
            {t('projector.leave')}
          </Button>
        )}
      </div>
    )
  );
}
