import type { ComponentPropsWithRef, ReactNode } from 'react';
import { t } from '../../text/translate';
import { IconAdjustmentsHorizontal } from '../../shared/theme/icons';

/** Opens the menu of the header. */
export function HeaderMenuButton(props: ComponentPropsWithRef<'button'>): ReactNode {
  return (
    <button type="button" {...props} className="header-menu" aria-label={t('shell.header.more')}>
      <IconAdjustmentsHorizontal size={18} stroke={1.8} />
    </button>
  );
}
