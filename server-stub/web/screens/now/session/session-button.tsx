import type { ComponentPropsWithRef, ReactNode } from 'react';
import { useBoard } from '../../../class/live/live-class-provider';
import { useTicking } from '../../../class/live/moment';
import { IconChevronDown } from '../../../shared/theme/icons';
import { t } from '../../../text/translate';
import { describeSession, nameOfSession } from '../../shared/describe-session';

/** Says since when the session is, and opens the menu of sessions. */
export function SessionButton(props: ComponentPropsWithRef<'button'>): ReactNode {
  const { session } = useBoard();
  const time = useTicking(nowMs => (session === undefined ? '' : describeSession(session, nowMs)));
  const name = session === undefined ? '' : nameOfSession(session);
  return (
    <button type="button" {...props} className="session-button" aria-label={t('sessions.menuOf', { name, time })}>
      {time}
      <IconChevronDown size={18} aria-hidden="true" />
    </button>
  );
}
