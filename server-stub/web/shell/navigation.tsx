import type { ReactNode } from 'react';
import { toScreen } from '../routing/route';
import { hrefOf, useRoute } from '../routing/use-route';
import { t } from '../text/translate';
import { Mark } from '../theme/mark';
import { SCREENS } from './screens';

/** Links to the screens: a rail at the side, or a bar at the bottom of a phone. */
export function Navigation(): ReactNode {
  const { route } = useRoute();
  return (
    <nav className="navigation" aria-label={t('shell.nav.label')}>
      <span className="navigation-mark">
        <Mark size={36} />
      </span>
      {SCREENS.map(({ id, Icon }) => (
        <a key={id} className="navigation-link" href={hrefOf(toScreen(route, id))} aria-current={route.screen === id ? 'page' : undefined}>
          <Icon size={22} stroke={1.8} aria-hidden="true" />
          {t(`shell.nav.screens.${id}`)}
        </a>
      ))}
    </nav>
  );
}
