import type { IDisposable } from '@lumino/disposable';

import type { Logger } from '../../platform/logger';
import type { EventType, JsonObject } from '../../protocol';
import { connected } from '../../jupyter/connected';
import { guarded } from '../../jupyter/guard';
import { followKernel, type KernelState } from './kernel-life';
import type { ObservedSessionContext } from '../../jupyter/observed';
import { capText } from '../masking/plain-text';
import { TEXT_LIMITS } from '../masking/redact';

export interface NotebookKernelParts {
  readonly sessionContext: ObservedSessionContext;
  readonly logger: Logger;
  /** Keeps an event about the kernel of this notebook. */
  readonly record: (type: EventType, data: JsonObject) => void;
}

/** The kernel of one notebook: tells when it is restarted or interrupted, and when it dies. */
export class NotebookKernel implements IDisposable {
  readonly #parts: NotebookKernelParts;
  readonly #connection: IDisposable;
  #state: KernelState = 'working';
  /** Remembered, because a kernel that died is no longer there to tell. */
  #name = '';

  constructor(parts: NotebookKernelParts) {
    this.#parts = parts;
    const onStatus = guarded(parts.logger, 'kernel status', (_: unknown, status: string) => this.#follow(status));
    this.#connection = connected(parts.sessionContext.statusChanged, onStatus);
  }

  get isDisposed(): boolean {
    return this.#connection.isDisposed;
  }

  noteInterrupt(): void {
    this.#record('kernel.interrupted');
  }

  dispose(): void {
    this.#connection.dispose();
  }

  #follow(status: string): void {
    const { state, event } = followKernel(this.#state, status);
    this.#state = state;
    if (event !== undefined) {
      this.#record(event);
    }
  }

  #record(type: EventType): void {
    const { sessionContext, record } = this.#parts;
    this.#name = sessionContext.session?.kernel?.name ?? this.#name;
    record(type, { kernel: capText(this.#name, TEXT_LIMITS.kernel) });
  }
}
