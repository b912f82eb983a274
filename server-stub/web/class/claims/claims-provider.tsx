import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../api/outcome';
import { useClass, useLiveStore } from '../live/live-class-provider';
import { usePorts } from '../../ports';
import { useMe } from '../../session/use-me';
import { type Claims, createClaims } from './claims';

const ClaimsContext = createContext<Claims | undefined>(undefined);

/** Claims and visits of one class; inside LiveClassProvider. */
export function ClaimsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { api, clock, timers } = usePorts();
  const { id: classId } = useClass();
  const store = useLiveStore();
  const { id, name } = useMe();
  const claims = useMemo(
    () => createClaims(classId, store, { id, name }, { api, clock, timers }),
    [classId, store, id, name, api, clock, timers],
  );
  return <ClaimsContext value={claims}>{children}</ClaimsContext>;
}

export function useClaims(): Claims {
  const claims = useContext(ClaimsContext);
  if (claims === undefined) {
    throw new Error('useClaims is called outside ClaimsProvider');
  }
  return claims;
}

/** Why the last step for this subject was refused. */
export function useRefusal(key: string): Failure | undefined {
  return useStore(useClaims().refusals, refusals => refusals.get(key));
}
