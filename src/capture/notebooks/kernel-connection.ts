import { DisposableSet, type IDisposable } from '@lumino/disposable';

import { connected } from '../../jupyter/connected';
import { guarded } from '../../jupyter/guard';
import type { ObservedSessionContext } from '../../jupyter/observed';
import type { Logger } from '../../platform/logger';

/** A connection that ends sooner was none: some proxies let WebSockets open, and close them at once. */
const MIN_CONNECTED_MS = 2000;

export interface KernelConnectionParts {
  readonly sessionContext: ObservedSessionContext;
  readonly monotonicMs: () => number;
  readonly logger: Logger;
}

/** Whether the page reaches the kernel of one notebook: a proxy that lets no WebSocket through leaves every cell waiting, without a word. */
export class KernelConnection implements IDisposable {
  readonly #parts: KernelConnectionParts;
  readonly #connections: DisposableSet;
  /** Of the present loss, or of the one before a connection that may be none. */
  #lostSinceMs: number | undefined;
  #connectedSinceMs: number | undefined;

  constructor(parts: KernelConnectionParts) {
    this.#parts = parts;
    const { sessionContext, logger } = parts;
    const look = guarded(logger, 'kernel connection', () => this.#look());
    this.#connections = DisposableSet.from([
      connected(sessionContext.connectionStatusChanged, look),
      connected(sessionContext.kernelChanged, look),
    ]);
    look();
  }

  get isDisposed(): boolean {
    return this.#connections.isDisposed;
  }

  /** When the page lost its kernel, or began to wait for the connection to it, in monotonic milliseconds; undefined while it has one, or needs none. */
  get lostSinceMs(): number | undefined {
    return this.#connectedSinceMs === undefined ? this.#lostSinceMs : undefined;
  }

  dispose(): void {
    this.#connections.dispose();
  }

  #look(): void {
    const { sessionContext, monotonicMs } = this.#parts;
    const status = sessionContext.session?.kernel?.connectionStatus ?? 'connected';
    const nowMs = monotonicMs();
    if (status === 'connected') {
      this.#connectedSinceMs ??= nowMs;
    } else if (this.#connectedSinceMs !== undefined || this.#lostSinceMs === undefined) {
      const connectedMs = nowMs - (this.#connectedSinceMs ?? -Infinity);
      this.#lostSinceMs = connectedMs < MIN_CONNECTED_MS ? (this.#lostSinceMs ?? nowMs) : nowMs;
      this.#connectedSinceMs = undefined;
    }
  }
}
