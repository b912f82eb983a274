import type { CalledAs } from '../client/assistance/help-context';
import type { ObservedCell, ObservedCellModel, ObservedNotebook, ObservedOutput } from '../jupyter/observed';
import type { RecentRun } from './runs/recent-run';

export interface CalledCell {
  readonly cell: ObservedCell;
  readonly calledAs: CalledAs;
  /** See `CallPlace`. */
  readonly canComeRight: boolean;
}

/**
 * The cell that a student in this notebook asks about; undefined for none. It is the active one, as far as there is something to ask about: Shift+Enter
 * goes on to the next cell, which is blank or not run yet, while the one that fails or does not stop is left behind.
 */
export function findCalledCell({ widgets, activeCell }: ObservedNotebook, recent: RecentRun | undefined): CalledCell | undefined {
  const ran = widgets.find(({ model }) => model.id === recent?.cellId);
  const isRunning = ran !== undefined && recent?.isRunning === true;
  if (ran !== undefined && ran.model.id !== activeCell?.model.id && isLeftBehind(ran, isRunning, activeCell)) {
    return { cell: ran, calledAs: isRunning ? 'running' : 'run_last', canComeRight: isRunning || !works(ran.model) };
  }
  if (activeCell === null || isBlank(activeCell.model)) {
    return undefined;
  }
  const runs = isRunning && ran?.model.id === activeCell.model.id;
  const canComeRight = activeCell.model.type === 'code' && (runs || !works(activeCell.model));
  return { cell: activeCell, calledAs: runs ? 'running' : 'active', canComeRight };
}

/** Whether a student who ran that cell and is at another now has only been taken there. */
function isLeftBehind(ran: ObservedCell, isRunning: boolean, active: ObservedCell | null): boolean {
  if (active === null || isBlank(active.model)) {
    return true;
  }
  return !wasRun(active.model) && (isRunning || !works(ran.model));
}

function isBlank({ sharedModel, outputs }: ObservedCellModel): boolean {
  return sharedModel.getSource().trim() === '' && (outputs === undefined || outputs.length === 0);
}

/** Whether a cell of code has been run and has ended, as the notebook itself has it: also on an earlier page. */
function wasRun({ type, executionCount, outputs }: ObservedCellModel): boolean {
  return type === 'code' && (typeof executionCount === 'number' || (outputs?.length ?? 0) > 0);
}

function works({ executionCount, outputs }: ObservedCellModel): boolean {
  return typeof executionCount === 'number' && findError(outputs) === undefined;
}

/** The last error among a cell's outputs. */
export function findError(outputs: ObservedCellModel['outputs']): ObservedOutput | undefined {
  return outputs === undefined
    ? undefined
    : Array.from({ length: outputs.length }, (_, index) => outputs.get(index)).findLast(({ type }) => type === 'error');
}
