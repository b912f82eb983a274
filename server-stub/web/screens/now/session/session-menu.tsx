import type { ReactNode } from 'react';
import type { ClassSession } from '../../../../../src/protocol';
import { useIsProjecting } from '../../../platform/preferences/is-projecting';
import { useMe } from '../../../session/use-me';
import { LateMenu } from '../../../shared/loading/late-menu';
import { onDemand } from '../../../shared/loading/on-demand';
import { useTicking } from '../../../class/live/moment';
import { describeSession, nameOfSession } from '../../shared/describe-session';
import { SessionButton } from './session-button';
import './sessions.css';

const SessionChoices = onDemand(async () => (await import('./session-choices')).SessionChoices);

interface SessionMenuProps {
  readonly session: ClassSession;
}

/** Since when the class's session is, with what can be done about sessions. */
export function SessionMenu({ session }: SessionMenuProps): ReactNode {
  const { rights } = useMe();
  const isProjecting = useIsProjecting();
  const time = useTicking(nowMs => describeSession(session, nowMs));
  const hasChoices = rights.includes('class_session.begin') || (rights.includes('student.read') && !isProjecting);
  return hasChoices ? <LateMenu Opener={SessionButton} Menu={SessionChoices} /> : time;
}

/** The same below a screen that has no room for figures. */
export function SessionLine({ session }: SessionMenuProps): ReactNode {
  return (
    <p className="session-line">
      <span className="soft">{nameOfSession(session)}</span> <SessionMenu session={session} />
    </p>
  );
}
