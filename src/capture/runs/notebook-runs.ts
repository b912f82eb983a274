import { DisposableSet, type IDisposable } from '@lumino/disposable';

import { connected } from '../../jupyter/connected';
import { guarded } from '../../jupyter/guard';
import type { ObservedCell, ObservedContext, ObservedKernel, ObservedMessage } from '../../jupyter/observed';
import type { Logger } from '../../platform/logger';
import { isObject, type RunEnd } from '../../protocol';
import { followKernel, type KernelState } from '../notebooks/kernel-life';
import type { RecentRun } from './recent-run';
import { type EndedRun, RunQueue } from './run-queue';

export interface NotebookRunsParts {
  readonly context: ObservedContext;
  readonly monotonicMs: () => number;
  readonly logger: Logger;
  /** A cell ended without JupyterLab's word, since its kernel did. */
  readonly onCutShort: (ended: EndedRun, how: RunEnd) => void;
}

/** The runs of one notebook as its kernel tells of them: when it begins a cell, when that waits for input, and when the kernel itself ends. */
export class NotebookRuns implements IDisposable {
  readonly queue = new RunQueue();
  readonly #parts: NotebookRunsParts;
  readonly #connections = new DisposableSet();
  #lastRan: ObservedCell | undefined;
  #input: IDisposable | undefined;
  #kernel: ObservedKernel | null = null;
  #state: KernelState = 'working';
  /** What the kernel worked on when it stopped; what follows tells whether a person stopped it. */
  #stopped: EndedRun | undefined;

  constructor(parts: NotebookRunsParts) {
    this.#parts = parts;
    const { logger, context } = parts;
    const { sessionContext } = context;
    const onMessage = guarded(logger, 'kernel message', (_: unknown, message: ObservedMessage) => this.#hear(message));
    const onStatus = guarded(logger, 'kernel status', (_: unknown, status: string) => this.#follow(status));
    const onKernel = guarded(logger, 'kernel changed', () => this.#followInput());
    this.#connections.add(connected(sessionContext.iopubMessage, onMessage));
    this.#connections.add(connected(sessionContext.statusChanged, onStatus));
    this.#connections.add(connected(sessionContext.kernelChanged, onKernel));
    this.#followInput();
  }

  get isDisposed(): boolean {
    return this.#connections.isDisposed;
  }

  /** What the student ran last here, or waits for. */
  get recent(): RecentRun | undefined {
    const awaited = this.queue.awaited?.cell;
    const cell = awaited ?? this.#lastRan;
    return cell === undefined ? undefined : { cellId: cell.model.id, isRunning: awaited !== undefined };
  }

  /** A cell ran and has ended, in whatever way. */
  noteRan(cell: ObservedCell): void {
    this.#lastRan = cell;
  }

  dispose(): void {
    this.#connections.dispose();
    this.#input?.dispose();
  }

  /** A kernel is busy with a request from when it begins; what runs on the server's account is known by its code alone. */
  #hear({ header, parent_header: parent, content }: ObservedMessage): void {
    if (!isObject(content)) {
      return;
    }
    const isInput = header.msg_type === 'execute_input';
    if (isInput || (header.msg_type === 'status' && content['execution_state'] === 'busy')) {
      const { code } = content;
      this.queue.start(parent.msg_id, isInput && typeof code === 'string' ? code : undefined, this.#parts.monotonicMs());
    }
  }

  #followInput(): void {
    const { context, monotonicMs, logger } = this.#parts;
    const kernel = context.sessionContext.session?.kernel ?? null;
    if (kernel === this.#kernel) {
      return;
    }
    if (this.#kernel !== null) {
      this.#tell(this.queue.abandon(monotonicMs()), 'interrupted');
    }
    this.#kernel = kernel;
    this.#input?.dispose();
    const onInput = guarded(logger, 'kernel input', (_: unknown, isWaiting: boolean) => this.queue.waitForInput(isWaiting, monotonicMs()));
    this.#input = kernel?.pendingInput === undefined ? undefined : connected(kernel.pendingInput, onInput);
  }

  /** At a restart the requests end at once, and the next status tells why; new ones may be waiting by then. */
  #follow(status: string): void {
    const { state, event } = followKernel(this.#state, status);
    if (state !== this.#state && (state === 'restarting' || state === 'ended')) {
      this.#stopped ??= this.queue.abandon(this.#parts.monotonicMs());
    }
    this.#state = state;
    if (event !== undefined || status === 'terminating') {
      this.#tell(this.#stopped, event === 'kernel.died' ? 'kernel_died' : 'interrupted');
      this.#stopped = undefined;
    }
  }

  #tell(ended: EndedRun | undefined, how: RunEnd): void {
    if (ended !== undefined) {
      this.#lastRan = ended.run?.cell;
      this.#parts.onCutShort(ended, how);
    }
  }
}
