import type { ReactNode } from 'react';
import { t } from '../../text/translate';
import { IconPresentation } from '../../shared/theme/icons';
import { useIsProjecting } from '../../platform/preferences/is-projecting';

/** Says on every screen what is hidden. */
export function ProjectorBanner(): ReactNode {
  return (
    useIsProjecting() && (
      <div className="projector-banner" role="status">
        <IconPresentation size={20} stroke={1.8} aria-hidden="true" />
        <p>
          <strong>{t('projector.title')}</strong> {t('projector.banner')}
        </p>
      </div>
    )
  );
}
