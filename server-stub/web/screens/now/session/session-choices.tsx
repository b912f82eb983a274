import { Menu } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useIsProjecting } from '../../../platform/preferences/is-projecting';
import { toScreen } from '../../../routing/route';
import { hrefOf, useRoute } from '../../../routing/use-route';
import { useMe } from '../../../session/use-me';
import { OpeningMenu } from '../../../shared/loading/opening-menu';
import { t } from '../../../text/translate';
import { BeginSessionDialog } from './begin-session-dialog';
import { SessionButton } from './session-button';

/** What can be done about sessions: begin one, or open an earlier one. */
export function SessionChoices(): ReactNode {
  const { route } = useRoute();
  const { rights } = useMe();
  const isProjecting = useIsProjecting();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <OpeningMenu position="bottom-end" width={300} target={<SessionButton autoFocus />}>
        {rights.includes('class_session.begin') && <Menu.Item onClick={() => setAsking(true)}>{t('sessions.begin')}</Menu.Item>}
        {rights.includes('student.read') && !isProjecting && (
          <Menu.Item component="a" href={hrefOf(toScreen(route, 'replay'))}>
            {t('sessions.earlier')}
          </Menu.Item>
        )}
        <Menu.Label className="session-note">{t('sessions.byItself')}</Menu.Label>
      </OpeningMenu>
      <BeginSessionDialog isOpen={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}
