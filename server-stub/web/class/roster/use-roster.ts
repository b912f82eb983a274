import { useCallback, useEffect, useState } from 'react';
import type { RosterReply } from '../../../../src/protocol';
import type { Failure } from '../../api/outcome';
import { usePorts } from '../../ports';

/** Steps of replacing the roster: a file is tried first, and used once the instructor has seen what it changes. */
type RosterStep =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'tried'; readonly file: Blob; readonly changes: RosterReply }
  | { readonly kind: 'applied'; readonly changes: RosterReply }
  | { readonly kind: 'removing' }
  | { readonly kind: 'removed' };

export interface RosterControl {
  /** How many students are on the present roster; 0 for an open class, undefined before the server told. */
  readonly count: number | undefined;
  /** There is a roster with nobody on it, so that nobody can join. */
  readonly isClosed: boolean;
  readonly step: RosterStep;
  readonly tryFile: (file: Blob) => Promise<void>;
  readonly apply: (file: Blob) => Promise<void>;
  /** Asks whether to remove the roster, or goes back from any question. */
  readonly show: (step: RosterStep & { kind: 'removing' | 'waiting' }) => void;
  readonly remove: () => Promise<void>;
}

export function useRoster(classId: string): RosterControl {
  const { api } = usePorts();
  const [count, setCount] = useState<number>();
  const [isClosed, setClosed] = useState(false);
  const [step, setStep] = useState<RosterStep>({ kind: 'waiting' });

  useEffect(() => {
    let isShown = true;
    void api.getRoster(classId).then(roster => {
      if (isShown && roster.ok) {
        setCount(roster.value.students.length);
        setClosed(roster.value.isClosed === true);
      }
    });
    return () => {
      isShown = false;
    };
  }, [api, classId]);

  const tryFile = useCallback(
    async (file: Blob) => {
      setStep({ kind: 'busy' });
      const tried = await api.putRoster(classId, file, true);
      setStep(tried.ok ? { kind: 'tried', file, changes: tried.value } : { kind: 'failed', failure: tried.failure });
    },
    [api, classId],
  );

  const apply = useCallback(
    async (file: Blob) => {
      setStep({ kind: 'busy' });
      const applied = await api.putRoster(classId, file, false);
      if (applied.ok) {
        setCount(applied.value.students);
        setClosed(false);
      }
      setStep(applied.ok ? { kind: 'applied', changes: applied.value } : { kind: 'failed', failure: applied.failure });
    },
    [api, classId],
  );

  const remove = useCallback(async () => {
    setStep({ kind: 'busy' });
    const removed = await api.removeRoster(classId);
    if (removed.ok) {
      setCount(0);
      setClosed(false);
    }
    setStep(removed.ok ? { kind: 'removed' } : { kind: 'failed', failure: removed.failure });
  }, [api, classId]);

  return { count, isClosed, step, tryFile, apply, show: setStep, remove };
}
