import { useCallback, useEffect, useRef, useState } from 'react';
import type { SystemState } from '../../../../src/protocol';
import { isForbidden } from '../../api/outcome';
import { usePorts } from '../../ports';

/** As often as the server itself takes its figures. */
const PERIOD_MS = 10_000;

export interface System {
  readonly state: SystemState | undefined;
  readonly hasFailed: boolean;
  readonly isWithheld: boolean;
}

/** Server status, reloaded every 10 s while the page is visible. */
export function useSystem(): System {
  const { api, ticker, clock } = usePorts();
  const [system, setSystem] = useState<System>({ state: undefined, hasFailed: false, isWithheld: false });
  const askedAtMs = useRef(Number.NEGATIVE_INFINITY);

  const ask = useCallback(async (): Promise<void> => {
    askedAtMs.current = clock.monotonic();
    const outcome = await api.getSystem();
    setSystem(({ state }) => {
      if (outcome.ok) {
        return { state: outcome.value, hasFailed: false, isWithheld: false };
      }
      const isWithheld = isForbidden(outcome.failure);
      return { state, hasFailed: !isWithheld, isWithheld };
    });
  }, [api, clock]);

  useEffect(() => {
    const askIfDue = (): void => {
      if (clock.monotonic() - askedAtMs.current >= PERIOD_MS) {
        void ask();
      }
    };
    askIfDue();
    return ticker.subscribe(askIfDue);
  }, [ask, clock, ticker]);

  return system;
}
