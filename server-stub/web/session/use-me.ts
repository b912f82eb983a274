import { useMemo } from 'react';
import { useSession } from './session-provider';
import { useStore } from 'zustand';
import type { InstructorSession } from '../../../src/protocol';
import { useIsProjecting } from '../platform/preferences/is-projecting';

const NOBODY: InstructorSession = { id: '', name: '', role: 'viewer', rights: [] };

/** Rights that remain in projector mode. */
const RIGHTS_WHILE_PROJECTING: ReadonlySet<string> = new Set(['session.read', 'class.list', 'class.watch', 'system.read', 'help.answer']);

/** What the role of who is signed in includes, in projector mode as well; nothing while the session ends. */
export function useRoleRights(): readonly string[] {
  const session = useSession();
  return useStore(session.store, state => (state.phase === 'open' ? state.who.rights : NOBODY.rights));
}

/** Who is signed in, and what they may do here; nobody while the session ends. */
export function useMe(): InstructorSession {
  const session = useSession();
  const who = useStore(session.store, state => (state.phase === 'open' ? state.who : NOBODY));
  const isProjecting = useIsProjecting();
  return useMemo(
    () => (isProjecting ? { ...who, rights: who.rights.filter(right => RIGHTS_WHILE_PROJECTING.has(right)) } : who),
    [who, isProjecting],
  );
}
