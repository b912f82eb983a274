import { createContext, type ReactNode, useContext, useState } from 'react';
import { usePorts } from '../ports';
import { createSession, type Session } from './session';

const SessionContext = createContext<Session | undefined>(undefined);

interface SessionProviderProps {
  /** One that was begun before the page was drawn. */
  readonly begun?: Session | undefined;
  readonly children: ReactNode;
}

/** Signs the instructor in and out, once for the whole page. */
export function SessionProvider({ begun, children }: SessionProviderProps): ReactNode {
  const ports = usePorts();
  const [session] = useState(() => begun ?? createSession(ports));
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) {
    throw new Error('useSession is called outside SessionProvider');
  }
  return session;
}
