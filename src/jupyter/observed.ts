import type { ISignal } from '@lumino/signaling';

/**
 * The little of JupyterLab that capture looks at. Its real objects fit these shapes; so do a test's.
 * Everything here is read and never written: the notebook belongs to the student.
 */
export interface ObservedOutputs {
  readonly length: number;
  get(index: number): ObservedOutput;
}

export interface ObservedOutput {
  /** nbformat's `output_type`. */
  readonly type: string;
  toJSON(): unknown;
}

export interface ObservedCellModel {
  readonly id: string;
  readonly type: string;
  /** Code cells only. */
  readonly executionCount?: number | null;
  /** Code cells only. */
  readonly outputs?: ObservedOutputs;
  readonly sharedModel: { getSource(): string };
  getMetadata(key: string): unknown;
}

export interface ObservedCell {
  readonly model: ObservedCellModel;
  readonly isDisposed?: boolean;
  /** Code cells only. Its future is the request that the page made of the kernel, if the page made it. */
  readonly outputArea?: { readonly future?: { readonly msg: { readonly header: { readonly msg_id: string } } } | null };
}

/** `newValues`: the cells that were put into the list; one that was moved is taken out and put in again. */
export interface CellListChange {
  readonly newValues: readonly (ObservedCellModel | undefined)[];
}

export interface ObservedCells {
  readonly length: number;
  readonly changed: ISignal<unknown, CellListChange>;
  get(index: number): ObservedCellModel;
}

export interface ObservedNotebook {
  readonly widgets: readonly ObservedCell[];
  readonly activeCell: ObservedCell | null;
  readonly model: ObservedNotebookModel | null;
}

interface ObservedNotebookModel {
  /** What its pages share; see `OthersChanges`. */
  readonly sharedModel?: unknown;
  readonly cells: ObservedCells;
  readonly defaultKernelLanguage: string;
}

export interface ObservedSessionContext {
  /** Of the kernel; see `followKernel`. */
  readonly statusChanged: ISignal<unknown, string>;
  readonly session: { readonly kernel: ObservedKernel | null } | null;
  /** What the kernel says to all who listen. */
  readonly iopubMessage: ISignal<unknown, ObservedMessage>;
  readonly kernelChanged: ISignal<unknown, unknown>;
  readonly connectionStatusChanged: ISignal<unknown, string>;
}

export interface ObservedKernel {
  readonly name: string;
  /** Of the page's WebSocket to it: `connected`, `connecting` or `disconnected`. */
  readonly connectionStatus: string;
  /** Whether a cell waits for what the student types; JupyterLab 4.0 has no such signal. */
  readonly pendingInput?: ISignal<unknown, boolean>;
}

export interface ObservedMessage {
  readonly header: { readonly msg_type: string };
  readonly parent_header: { readonly msg_id?: string };
  readonly content: unknown;
}

/** An open document; two views of one notebook share it. */
export interface ObservedContext {
  /** Relative to the root of the Jupyter server. */
  readonly localPath: string;
  readonly model: ObservedNotebookModel;
  readonly sessionContext: ObservedSessionContext;
  readonly ready: Promise<void>;
  readonly isDisposed: boolean;
  readonly disposed: ISignal<unknown, void>;
  readonly pathChanged: ISignal<unknown, string>;
  readonly saveState: ISignal<unknown, 'started' | 'completed' | 'failed'>;
}

/** The author's name for the exercise that a cell belongs to. */
export type ExerciseOf = (context: ObservedContext, cellId: string) => string | undefined;

export interface ObservedPanel {
  readonly content: ObservedNotebook;
  readonly context: ObservedContext;
}

export interface ObservedTracker {
  readonly widgetAdded: ISignal<unknown, ObservedPanel>;
  readonly currentWidget: ObservedPanel | null;
  forEach(visit: (panel: ObservedPanel) => void): void;
  find(matches: (panel: ObservedPanel) => boolean): ObservedPanel | undefined;
}

/** What JupyterLab knows of a failed run; `errorName` is missing when the cell never ran. */
export interface ObservedError {
  readonly errorName?: string;
  readonly errorValue?: string;
  readonly traceback?: readonly string[];
}

export interface ScheduledRun {
  readonly notebook: ObservedNotebook;
  readonly cell: ObservedCell;
  /** The cell as it was then; absent where nothing has changed since. */
  readonly asItWas?: ObservedCell;
}

export interface FinishedRun extends ScheduledRun {
  readonly success: boolean;
  readonly error?: ObservedError | null | undefined;
}

/** The signals of `NotebookActions`: one pair for all notebooks of the page. */
export interface RunSignals {
  readonly executionScheduled: ISignal<unknown, ScheduledRun>;
  readonly executed: ISignal<unknown, FinishedRun>;
}
