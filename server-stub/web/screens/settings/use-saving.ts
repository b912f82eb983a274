import { useCallback, useState } from 'react';
import type { Failure, Outcome } from '../../api/outcome';

export interface Saving<Changes> {
  readonly outcome: 'busy' | 'saved' | Failure | undefined;
  readonly save: (changes: Changes) => Promise<void>;
}

/** Saves changes on the server and, if accepted, applies its answer. Memoize both functions. */
export function useSaving<Changes, Saved>(
  ask: (changes: Changes) => Promise<Outcome<Saved>>,
  takeUp: (saved: Saved) => void,
): Saving<Changes> {
  const [outcome, setOutcome] = useState<Saving<Changes>['outcome']>();
  const save = useCallback(
    async (changes: Changes): Promise<void> => {
      setOutcome('busy');
      const answer = await ask(changes);
      if (answer.ok) {
        takeUp(answer.value);
      }
      setOutcome(answer.ok ? 'saved' : answer.failure);
    },
    [ask, takeUp],
  );
  return { outcome, save };
}
