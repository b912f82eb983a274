import { useCallback, useEffect, useState } from 'react';
import type { Failure, Outcome } from './outcome';

export interface Answer<T> {
  /** The latest answer, kept while the next one is loading. */
  readonly value: T | undefined;
  /** Why the latest request failed. */
  readonly failure: Failure | undefined;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/** Sends a request once, and again on `reload`. A new `ask` function is a new request, so memoize it. */
export function useAnswer<T>(ask: () => Promise<Outcome<T>>): Answer<T> {
  const [round, setRound] = useState(0);
  const [answered, setAnswered] = useState<{ readonly round: number; readonly outcome: Outcome<T> }>();
  const [value, setValue] = useState<T>();

  useEffect(() => {
    let isWanted = true;
    void ask().then(outcome => {
      if (isWanted) {
        setAnswered({ round, outcome });
        setValue(before => (outcome.ok ? outcome.value : before));
      }
    });
    return () => {
      isWanted = false;
    };
  }, [ask, round]);

  const reload = useCallback(() => setRound(before => before + 1), []);
  const isLoading = answered?.round !== round;
  const failure = isLoading || answered === undefined || answered.outcome.ok ? undefined : answered.outcome.failure;
  return { value, failure, isLoading, reload };
}
