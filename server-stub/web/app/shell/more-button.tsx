import type { ComponentPropsWithRef, ReactNode } from 'react';
import { useRoute } from '../../routing/use-route';
import { t } from '../../text/translate';
import { IconDots } from '../../shared/theme/icons';
import { useOtherScreens } from './use-screens';

/** On a phone, opens the menu of the screens that the bottom bar has no room for. */
export function MoreButton(props: ComponentPropsWithRef<'button'>): ReactNode {
  const { route } = useRoute();
  const isThere = useOtherScreens().some(({ id }) => id === route.screen);
  return (
    <button type="button" {...props} className="navigation-link" data-current={isThere}>
      <IconDots size={22} stroke={1.8} aria-hidden="true" />
      {t('shell.nav.more')}
    </button>
  );
}
