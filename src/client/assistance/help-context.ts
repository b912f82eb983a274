import type { CellError, CellReference } from '../../protocol';

/** What a help request says of where the student is, masked. */
interface HelpContext {
  readonly notebook: string;
  /** Where the notebook was before it was renamed or moved. */
  readonly formerly?: string;
  readonly cell?: CellReference;
  /** Of the cell's last run; no traceback, whatever the level. */
  readonly error?: CellError;
}

/** What the cell of a call is to the student: the active one, one that still runs, or the one that was run last. */
export type CalledAs = 'active' | 'running' | 'run_last';

/** What a call would be about. */
export interface CallPlace {
  readonly context: HelpContext;
  /** Absent where it is about no cell. */
  readonly calledAs?: CalledAs;
  /** Whether a run of the cell that works would be news: a text has none, and what works already would end the call for nothing. */
  readonly canComeRight: boolean;
}
