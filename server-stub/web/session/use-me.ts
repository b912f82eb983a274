import { useStore } from 'zustand';
import type { InstructorSession } from '../../../src/protocol';
import { usePorts } from '../ports';

const NOBODY: InstructorSession = { id: '', name: '', role: 'viewer', rights: [] };

/** Who is signed in, and what that one may do; nobody while the session ends. */
export function useMe(): InstructorSession {
  const { session } = usePorts();
  return useStore(session.store, state => (state.phase === 'open' ? state.who : NOBODY));
}
