import type { HelpContext } from '../client/assistance/help-context';
import { type CaptureLevel, type CellError, includesLevel, LIMITS } from '../protocol';
import type { ExerciseOf, ObservedCellModel, ObservedOutputs, ObservedPanel } from '../jupyter/observed';
import { normaliseErrorName } from './runs/run-failure';
import { safeText } from './masking/plain-text';
import { capCell, capPath, TEXT_LIMITS } from './masking/redact';

/** Characters of an error's message: the helper sees the rest on the student's screen. */
const MESSAGE_LENGTH = 500;

/**
 * The notebook, the active cell and its error as they may leave the student's machine at `level`.
 * @param mask what the class has masked besides
 */
export function readHelpContext(
  { content, context }: ObservedPanel,
  level: CaptureLevel,
  mask: readonly string[],
  exerciseOf: ExerciseOf,
): HelpContext {
  const notebook = capPath(context.localPath);
  const model = content.activeCell?.model;
  if (model === undefined) {
    return { notebook };
  }
  const exercise = exerciseOf(context, model.id);
  const index = content.widgets.findIndex(cell => cell.model === model);
  const error = includesLevel(level, 'errors') ? readError(model, mask) : undefined;
  const cell = capCell({ id: model.id, index, ...(exercise !== undefined && { exercise }) });
  return { notebook, cell, ...(error !== undefined && { error }) };
}

function readError({ outputs }: ObservedCellModel, mask: readonly string[]): CellError | undefined {
  const failure = outputs === undefined ? undefined : jsonOf(outputs).findLast(output => output['output_type'] === 'error');
  if (failure === undefined) {
    return undefined;
  }
  const { ename, evalue } = failure;
  return {
    name: safeText(normaliseErrorName(ename), { limit: TEXT_LIMITS.name, kind: 'prose', mask }),
    message: safeText(typeof evalue === 'string' ? evalue : '', { limit: MESSAGE_LENGTH, kind: 'prose', mask }),
  };
}

function jsonOf(outputs: ObservedOutputs): Record<string, unknown>[] {
  return Array.from({ length: outputs.length }, (_, index) => outputs.get(index).toJSON() as Record<string, unknown>);
}

/** A question as it may leave the student's machine. @param mask what the class has masked besides */
export function maskQuestion(question: string, mask: readonly string[]): string {
  return safeText(question, { limit: LIMITS.questionLength, kind: 'prose', mask });
}
