import { useCallback, useState } from 'react';
import type { ClassChanges } from '../api/instructor-api';
import type { Failure } from '../api/outcome';
import { usePorts } from '../ports';

export interface Change {
  readonly outcome: 'busy' | 'saved' | Failure | undefined;
  readonly save: (changes: ClassChanges) => Promise<void>;
}

/** Changes the class on the server and, when it agreed, on this page. */
export function useChange(classId: string): Change {
  const { api, session } = usePorts();
  const [outcome, setOutcome] = useState<Change['outcome']>();
  const save = useCallback(
    async (changes: ClassChanges): Promise<void> => {
      setOutcome('busy');
      const answer = await api.changeClass(classId, changes);
      if (answer.ok) {
        session.renewClass(answer.value);
      }
      setOutcome(answer.ok ? 'saved' : answer.failure);
    },
    [api, session, classId],
  );
  return { outcome, save };
}
