import { useCallback, useEffect, useState } from 'react';
import type { Failure, Outcome } from './outcome';

export interface Answer<T> {
  /** The last that was given, also while the next one is waited for. */
  readonly value: T | undefined;
  /** Why the newest question was not answered. */
  readonly failure: Failure | undefined;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/** Asks the server once, and again on demand. `ask` keeps its identity as long as the question is the same. */
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
