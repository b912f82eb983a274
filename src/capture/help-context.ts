import type { CallPlace } from '../client/assistance/help-context';
import { type CaptureLevel, type CellError, includesLevel, isObject, LIMITS } from '../protocol';
import type { ExerciseOf, ObservedCellModel, ObservedContext, ObservedPanel } from '../jupyter/observed';
import { findCalledCell, findError } from './called-cell';
import type { RecentRun } from './runs/recent-run';
import { normaliseErrorName } from './runs/run-failure';
import { safeText } from './masking/plain-text';
import { capCell, capPath, TEXT_LIMITS } from './masking/redact';

/** Characters of an error's message: the helper sees the rest on the student's screen. */
const MESSAGE_LENGTH = 500;

/** What is known of a notebook besides what is in it. */
export interface NotebookKnowledge {
  readonly exerciseOf: ExerciseOf;
  readonly recentRunOf: (context: ObservedContext) => RecentRun | undefined;
}

/**
 * The notebook, the cell that the student asks about and its error as they may leave the student's machine at `level`.
 * @param mask what the class has masked besides
 */
export function readCallPlace(
  { content, context }: ObservedPanel,
  level: CaptureLevel,
  mask: readonly string[],
  { exerciseOf, recentRunOf }: NotebookKnowledge,
): CallPlace {
  const notebook = capPath(context.localPath);
  const called = findCalledCell(content, recentRunOf(context));
  if (called === undefined) {
    return { context: { notebook }, canComeRight: false };
  }
  const { calledAs, canComeRight } = called;
  const { model } = called.cell;
  const exercise = exerciseOf(context, model.id);
  const index = content.widgets.findIndex(cell => cell.model.id === model.id);
  const error = includesLevel(level, 'errors') ? readError(model, mask) : undefined;
  const cell = capCell({ id: model.id, index, ...(exercise !== undefined && { exercise }) });
  return { context: { notebook, cell, ...(error !== undefined && { error }) }, calledAs, canComeRight };
}

function readError({ outputs }: ObservedCellModel, mask: readonly string[]): CellError | undefined {
  const failure = findError(outputs)?.toJSON();
  if (!isObject(failure)) {
    return undefined;
  }
  const { ename, evalue } = failure;
  return {
    name: safeText(normaliseErrorName(ename), { limit: TEXT_LIMITS.name, kind: 'prose', mask }),
    message: safeText(typeof evalue === 'string' ? evalue : '', { limit: MESSAGE_LENGTH, kind: 'prose', mask }),
  };
}

/** A question as it may leave the student's machine. @param mask what the class has masked besides */
export function maskQuestion(question: string, mask: readonly string[]): string {
  return safeText(question, { limit: LIMITS.questionLength, kind: 'prose', mask });
}
