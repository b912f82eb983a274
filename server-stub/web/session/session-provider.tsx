import { createContext, type ReactNode, useContext, useState } from 'react';
import { usePorts } from '../ports';
import { createSession, type Session } from './session';

const SessionContext = createContext<Session | undefined>(undefined);

/** Signs the instructor in and out, once for the whole page. */
export function SessionProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const ports = usePorts();
  const [session] = useState(() => createSession(ports));
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) {
    throw new Error('useSession is called outside SessionProvider');
  }
  return session;
}
