import type { Logger } from '../platform/logger';

/**
 * Wraps a handler of someone else's signal: whatever goes wrong inside is said once on the console
 * and never reaches JupyterLab, which would stop telling the other listeners.
 */
export function guarded<Args extends unknown[]>(logger: Logger, kind: string, handler: (...args: Args) => void): (...args: Args) => void {
  return (...args) => {
    try {
      handler(...args);
    } catch (error) {
      logger.warnOnce(kind, `could not handle "${kind}"; the notebook is not affected`, error);
    }
  };
}
