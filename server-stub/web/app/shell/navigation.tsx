import type { ReactNode } from 'react';
import { toScreen } from '../../routing/route';
import { hrefOf, useRoute } from '../../routing/use-route';
import { t } from '../../text/translate';
import { LateMenu } from '../../shared/loading/late-menu';
import { onDemand } from '../../shared/loading/on-demand';
import { Mark } from '../../shared/theme/mark';
import { MoreButton } from './more-button';
import type { Screen } from './screens';
import { useScreens } from './use-screens';

const MoreMenu = onDemand(async () => (await import('./more-menu')).MoreMenu);

/** Links to the screens, at the side of the window. */
export function Navigation(): ReactNode {
  const screens = useScreens();
  return (
    <nav className="navigation" aria-label={t('shell.nav.label')}>
      <span className="navigation-mark">
        <Mark size={36} />
      </span>
      {screens.map(screen => (
        <ScreenLink key={screen.id} screen={screen} />
      ))}
    </nav>
  );
}

/** The same at the bottom of a phone, told apart by its name; what does not fit is behind "More". */
export function BottomBar(): ReactNode {
  const screens = useScreens();
  return (
    <nav className="navigation" aria-label={t('shell.nav.bottomLabel')}>
      {screens
        .filter(({ isPrimary }) => isPrimary === true)
        .map(screen => (
          <ScreenLink key={screen.id} screen={screen} />
        ))}
      <LateMenu Opener={MoreButton} Menu={MoreMenu} />
    </nav>
  );
}

function ScreenLink({ screen: { id, Icon } }: { readonly screen: Screen }): ReactNode {
  const { route } = useRoute();
  return (
    <a className="navigation-link" href={hrefOf(toScreen(route, id))} aria-current={route.screen === id ? 'page' : undefined}>
      <Icon size={22} stroke={1.8} aria-hidden="true" />
      {t(`shell.nav.screens.${id}`)}
    </a>
  );
}
