import { exitWithFailure } from './exit';

/** Everything accepted is answered in far less; a client that is slow to send the rest of its request is not waited for. */
const STOP_LIMIT_MS = 10_000;

/**
 * The first signal to stop calls `stop` and exits with 0 after it, or with 1 if it fails; the second exits at once.
 * @returns does as the first signal does; harmless when one has come
 */
export function onStopSignals(stop: () => Promise<void>): () => void {
  let isStopping = false;
  let signals = 0;
  const begin = (): void => {
    if (!isStopping) {
      isStopping = true;
      setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
      stop().then(() => process.exit(0), exitWithFailure);
    }
  };
  const onSignal = (): void => {
    signals += 1;
    if (signals > 1) {
      process.exit(1);
    }
    begin();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return begin;
}

/** Calls `stop` when the program that started this one over a channel (`fork`, `ipc`) is gone, however it ended. */
export function onParentGone(stop: () => void): void {
  if (process.send === undefined) {
    return;
  }
  if (process.connected) {
    process.once('disconnect', stop);
  } else {
    stop();
  }
}
