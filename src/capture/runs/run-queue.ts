import type { ObservedCell, ObservedNotebook } from '../../jupyter/observed';

/** A cell that the student ran, from when they did until it has ended. */
export interface PendingRun {
  readonly cell: ObservedCell;
  readonly notebook: ObservedNotebook;
  readonly scheduledAtMs: number;
  /** What it was run with. */
  readonly source: string;
  /** The error outputs that it had before: they are another run's. */
  readonly oldErrors: ReadonlySet<object>;
  /** When the kernel began; undefined while it is queued, and for kernels that do not tell. */
  readonly startedAtMs?: number;
  /** How long it has waited for the student to type something, and since when it does now. */
  readonly waitedMs: number;
  readonly waitingSinceMs?: number;
  readonly wasInterrupted: boolean;
}

/** What is known at a run's end. */
export interface EndedRun {
  readonly durationMs: number;
  /** Undefined when its start was not seen. */
  readonly run: PendingRun | undefined;
}

/** The runs of one notebook that have not ended, in the order in which the student asked for them: a kernel works one cell at a time. */
export class RunQueue {
  readonly #runs = new Map<ObservedCell, PendingRun>();
  #lastEndedAtMs = -Infinity;
  /** Not all kernels tell when they begin. */
  #tellsStarts = false;

  /** Running a cell again while it is queued cancels its earlier run, which then never reports: the latest counts. */
  schedule(run: Pick<PendingRun, 'cell' | 'notebook' | 'scheduledAtMs' | 'source' | 'oldErrors'>): void {
    this.#runs.delete(run.cell);
    this.#runs.set(run.cell, { ...run, waitedMs: 0, wasInterrupted: false });
  }

  /** Whether the student waits for a cell. */
  get hasWaiting(): boolean {
    return this.#alive.length > 0;
  }

  /** The one that the student waits for: what the kernel works on, else what is next. */
  get awaited(): PendingRun | undefined {
    return this.current ?? this.#alive[0];
  }

  /** The one that the kernel works on: the one it began last; where it does not tell, the one that is next. */
  get current(): PendingRun | undefined {
    const alive = this.#alive;
    return alive.findLast(({ startedAtMs }) => startedAtMs !== undefined) ?? (this.#tellsStarts ? undefined : alive[0]);
  }

  get #alive(): PendingRun[] {
    return [...this.#runs.values()].filter(({ cell }) => cell.isDisposed !== true);
  }

  /** The kernel begins a request. @param code that it runs, where it says so: what another page or the server asked for is known by it alone */
  start(requestId: string | undefined, code: string | undefined, nowMs: number): void {
    const waiting = [...this.#runs.values()].filter(({ startedAtMs }) => startedAtMs === undefined);
    const run = waiting.find(({ cell }) => requestOf(cell) === requestId) ?? waiting.find(isSame(code));
    if (run !== undefined) {
      this.#tellsStarts = true;
      this.#runs.set(run.cell, { ...run, startedAtMs: nowMs });
    }
  }

  /** The kernel begins or ends to wait for what the student types. */
  waitForInput(isWaiting: boolean, nowMs: number): void {
    const run = this.current;
    if (run !== undefined && isWaiting !== (run.waitingSinceMs !== undefined)) {
      const { waitingSinceMs, ...rest } = run;
      const waitedMs = rest.waitedMs + (waitingSinceMs === undefined ? 0 : nowMs - waitingSinceMs);
      this.#runs.set(run.cell, { ...rest, waitedMs, ...(isWaiting && { waitingSinceMs: nowMs }) });
    }
  }

  interrupt(): void {
    const run = this.current;
    if (run !== undefined) {
      this.#runs.set(run.cell, { ...run, wasInterrupted: true });
    }
  }

  end(cell: ObservedCell, nowMs: number): EndedRun {
    const run = this.#runs.get(cell);
    const durationMs = run === undefined ? 0 : this.#durationMs(run, nowMs);
    this.#runs.delete(cell);
    this.#lastEndedAtMs = nowMs;
    return { durationMs, run };
  }

  /**
   * The kernel stops, and all that it was asked for with it.
   * @returns what it worked on: what it began, else the next one; a kernel that ends itself at once has no time to tell that it began
   */
  abandon(nowMs: number): EndedRun | undefined {
    const run = this.awaited;
    const ended = run === undefined ? undefined : this.end(run.cell, nowMs);
    this.#runs.clear();
    return ended;
  }

  #durationMs({ scheduledAtMs, startedAtMs, waitedMs, waitingSinceMs }: PendingRun, nowMs: number): number {
    const beganAtMs = startedAtMs ?? Math.max(scheduledAtMs, this.#lastEndedAtMs);
    const waitsMs = waitingSinceMs === undefined ? 0 : nowMs - waitingSinceMs;
    return Math.max(0, Math.round(nowMs - beganAtMs - waitedMs - waitsMs));
  }
}

function requestOf(cell: ObservedCell): string | undefined {
  return cell.outputArea?.future?.msg.header.msg_id;
}

/** Whether a run, which the page made no request for, is of this code. */
function isSame(code: string | undefined): (run: PendingRun) => boolean {
  return ({ cell }) => code !== undefined && requestOf(cell) === undefined && cell.model.sharedModel.getSource() === code;
}
