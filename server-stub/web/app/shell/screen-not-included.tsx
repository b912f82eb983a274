import { LinkButton } from '../../shared/components/button';
import type { ReactNode } from 'react';
import { type ScreenId, toScreen } from '../../routing/route';
import { hrefOf, useRoute } from '../../routing/use-route';
import { t } from '../../text/translate';

/** Where a saved link leads to a screen that the instructor's role does not include: says so, and leads on. */
export function ScreenNotIncluded({ screen }: { readonly screen: ScreenId }): ReactNode {
  const { route } = useRoute();
  const name = t(`shell.nav.screens.${screen}`);
  return (
    <div className="panel screen-not-included">
      <h1 className="hidden-visually">{name}</h1>
      <p role="status">{t('shell.notIncluded', { screen: name })}</p>
      <LinkButton href={hrefOf(toScreen(route, 'now'))}>{t('shell.toOverview')}</LinkButton>
    </div>
  );
}
