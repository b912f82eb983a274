/**
 * @param {AbortSignal} signal
 * @returns {Promise<void>} Resolves when the signal aborts, at once if it has.
 */
export function untilAborted(signal) {
  return new Promise(resolve => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) {
      resolve();
    }
  });
}
