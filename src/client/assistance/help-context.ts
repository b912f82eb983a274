import type { CellError, CellReference } from '../../protocol';

/** What a help request says of where the student is, masked. */
export interface HelpContext {
  readonly notebook: string;
  /** Where the notebook was before it was renamed or moved. */
  readonly formerly?: string;
  readonly cell?: CellReference;
  /** Of the cell's last run; no traceback, whatever the level. */
  readonly error?: CellError;
}
