import { DisposableSet, type IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import { connected } from '../../jupyter/connected';
import { guarded } from '../../jupyter/guard';
import type { Logger } from '../../platform/logger';

/** More than a student makes while a part of the extension is loaded; a page in which it never is must not fill its memory. */
const MAX_HELD = 2_000;

interface Held<T> {
  readonly past: T;
  readonly tell: () => void;
}

/** JupyterLab's signals, held back until `release`, and then told in their order, each with what was so when it came. */
export class HeldSignals<Circumstances> implements IDisposable {
  readonly #readNow: () => Circumstances;
  readonly #logger: Logger;
  readonly #connections = new DisposableSet();
  /** Undefined once they are told at once. */
  #held: Held<Circumstances>[] | undefined = [];
  #told: Circumstances | undefined;

  /** @param readNow what will be needed to know of the time of a signal */
  constructor(readNow: () => Circumstances, logger: Logger) {
    this.#readNow = readNow;
    this.#logger = logger;
  }

  get isDisposed(): boolean {
    return this.#connections.isDisposed;
  }

  /** What was so when the signal came that is told now; undefined for one that was not held back. */
  get past(): Circumstances | undefined {
    return this.#told;
  }

  /** The same signal, held back. @param keep what is kept of it: until it is told its objects may change; undefined for what need not be told later */
  hold<T>(signal: ISignal<unknown, T>, keep: (args: T) => T | undefined): ISignal<unknown, T> {
    const relayed = new Signal<this, T>(this);
    const onSignal = guarded(this.#logger, 'early signal', (_: unknown, args: T) => {
      if (this.#held === undefined) {
        relayed.emit(args);
        return;
      }
      const kept = this.#held.length < MAX_HELD ? keep(args) : undefined;
      if (kept !== undefined) {
        this.#held.push({ past: this.#readNow(), tell: () => relayed.emit(kept) });
      }
    });
    this.#connections.add(connected(signal, onSignal));
    return relayed;
  }

  /** Tells what was held back; what comes from now on is told at once. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const { past, tell } of held) {
      this.#told = past;
      tell();
    }
    this.#told = undefined;
  }

  dispose(): void {
    this.#held = [];
    this.#connections.dispose();
    Signal.clearData(this);
  }
}
