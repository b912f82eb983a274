import { useCallback } from 'react';
import { useSession } from '../../session/session-provider';
import type { ClassSummary } from '../../../../src/protocol';
import type { ClassChanges } from '../../api/instructor-api';
import { usePorts } from '../../ports';
import { type Saving, useSaving } from './use-saving';

/** Changes the class on the server and, if accepted, on this page. */
export function useChange(classId: string): Saving<ClassChanges> {
  const { api } = usePorts();
  const session = useSession();
  const ask = useCallback((changes: ClassChanges) => api.changeClass(classId, changes), [api, classId]);
  const takeUp = useCallback((changed: ClassSummary) => session.renewClass(changed), [session]);
  return useSaving(ask, takeUp);
}
