import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import type { ISignal, Slot } from '@lumino/signaling';

/** Connects `slot` to `signal` until the result is disposed. */
export function connected<Args>(signal: ISignal<unknown, Args>, slot: Slot<unknown, Args>): IDisposable {
  signal.connect(slot);
  return new DisposableDelegate(() => {
    signal.disconnect(slot);
  });
}
