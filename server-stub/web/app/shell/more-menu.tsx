import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { toScreen } from '../../routing/route';
import { hrefOf, useRoute } from '../../routing/use-route';
import { OpeningMenu } from '../../shared/loading/opening-menu';
import { t } from '../../text/translate';
import { MoreButton } from './more-button';
import { useOtherScreens } from './use-screens';

/** The screens that a phone's bottom bar has no room for. */
export function MoreMenu(): ReactNode {
  const { route } = useRoute();
  return (
    <OpeningMenu position="top-end" width={220} target={<MoreButton autoFocus />}>
      {useOtherScreens().map(({ id, Icon }) => (
        <Menu.Item key={id} component="a" href={hrefOf(toScreen(route, id))} leftSection={<Icon size={18} aria-hidden="true" />}>
          {t(`shell.nav.screens.${id}`)}
        </Menu.Item>
      ))}
    </OpeningMenu>
  );
}
