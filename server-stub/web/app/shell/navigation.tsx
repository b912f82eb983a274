import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { toScreen } from '../../routing/route';
import { hrefOf, useRoute } from '../../routing/use-route';
import { t } from '../../text/translate';
import { IconDots } from '../../shared/theme/icons';
import { Mark } from '../../shared/theme/mark';
import type { Screen } from './screens';
import { useScreens } from './use-screens';

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
  const { route } = useRoute();
  const screens = useScreens();
  const others = screens.filter(({ isPrimary }) => isPrimary !== true);
  const isAmongOthers = others.some(({ id }) => id === route.screen);
  return (
    <nav className="navigation" aria-label={t('shell.nav.bottomLabel')}>
      {screens
        .filter(({ isPrimary }) => isPrimary === true)
        .map(screen => (
          <ScreenLink key={screen.id} screen={screen} />
        ))}
      <Menu position="top-end" width={220}>
        <Menu.Target>
          <button type="button" className="navigation-link" data-current={isAmongOthers}>
            <IconDots size={22} stroke={1.8} aria-hidden="true" />
            {t('shell.nav.more')}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {others.map(({ id, Icon }) => (
            <Menu.Item key={id} component="a" href={hrefOf(toScreen(route, id))} leftSection={<Icon size={18} aria-hidden="true" />}>
              {t(`shell.nav.screens.${id}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
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
