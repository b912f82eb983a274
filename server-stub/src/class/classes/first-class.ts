import { DEFAULT_POLICY } from '../../../../src/protocol';
import { LogUnavailableError } from '../../databases/log-unavailable';
import type { Clock } from '../../platform/clock';
import type { ClassRecord } from '../registry/registry';
import type { ClassDirectory } from './class-directory';

/** Short: a connection that is just being made is there in a few milliseconds. */
const RETRY_MS = 100;

/**
 * The server's classes, with one made when there is none, so that a new server has one to join. Another server
 * that starts at the same moment makes the same one.
 * @throws LogUnavailableError
 */
export async function ensureFirstClass(directory: ClassDirectory, cadenceMs: number): Promise<readonly ClassRecord[]> {
  const classes = await directory.registry.listClasses();
  if (classes.length > 0) {
    return classes;
  }
  await directory.createClass({ id: 'default', name: 'My class', policy: { ...DEFAULT_POLICY, cadenceMs } });
  return directory.registry.listClasses();
}

export interface Waiting {
  readonly clock: Clock;
  /** Undefined: as long as it takes. */
  readonly limitMs?: number;
  readonly signal: AbortSignal;
}

/** Tries until the store answers. Resolves to undefined when the limit is over or the signal comes. */
export async function whenReachable<T>(attempt: () => Promise<T>, { clock, limitMs, signal }: Waiting): Promise<T | undefined> {
  const untilMs = clock.monotonicMs() + (limitMs ?? Number.POSITIVE_INFINITY);
  while (!signal.aborted) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof LogUnavailableError)) {
        throw error;
      }
    }
    if (clock.monotonicMs() >= untilMs) {
      return undefined;
    }
    await new Promise<void>(resolve => void clock.setTimeout(resolve, RETRY_MS));
  }
  return undefined;
}
