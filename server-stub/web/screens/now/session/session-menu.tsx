import { Menu, UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ClassSession } from '../../../../../src/protocol';
import { useIsProjecting } from '../../../platform/preferences/is-projecting';
import { toScreen } from '../../../routing/route';
import { hrefOf, useRoute } from '../../../routing/use-route';
import { useMe } from '../../../session/use-me';
import { IconChevronDown } from '../../../shared/theme/icons';
import { t } from '../../../text/translate';
import { useTicking } from '../../../class/live/moment';
import { BeginSessionDialog } from './begin-session-dialog';
import { describeSession } from '../../shared/describe-session';
import './sessions.css';

interface SessionMenuProps {
  readonly session: ClassSession;
}

/** What its time is called. */
export function nameOfSession({ endedAt }: ClassSession): string {
  return t(endedAt === undefined ? 'sessions.since' : 'sessions.last');
}

/** Since when the class's session is, with what can be done about sessions. */
export function SessionMenu({ session }: SessionMenuProps): ReactNode {
  const { route } = useRoute();
  const { rights } = useMe();
  const isProjecting = useIsProjecting();
  const [isAsking, setAsking] = useState(false);
  const time = useTicking(nowMs => describeSession(session, nowMs));
  const mayBegin = rights.includes('class_session.begin');
  const mayOpen = rights.includes('student.read') && !isProjecting;
  if (!mayBegin && !mayOpen) {
    return time;
  }
  return (
    <>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <UnstyledButton className="session-button" aria-label={t('sessions.menuOf', { name: nameOfSession(session), time })}>
            {time}
            <IconChevronDown size={18} aria-hidden="true" />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {mayBegin && <Menu.Item onClick={() => setAsking(true)}>{t('sessions.begin')}</Menu.Item>}
          {mayOpen && (
            <Menu.Item component="a" href={hrefOf(toScreen(route, 'replay'))}>
              {t('sessions.earlier')}
            </Menu.Item>
          )}
          <Menu.Label className="session-note">{t('sessions.byItself')}</Menu.Label>
        </Menu.Dropdown>
      </Menu>
      <BeginSessionDialog isOpen={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}

/** The same below a screen that has no room for figures. */
export function SessionLine({ session }: SessionMenuProps): ReactNode {
  return (
    <p className="session-line">
      <span className="soft">{nameOfSession(session)}</span> <SessionMenu session={session} />
    </p>
  );
}
