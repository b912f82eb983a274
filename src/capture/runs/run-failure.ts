import { isObject } from '../../protocol';
import type { FinishedRun, ObservedError, ObservedOutput, ObservedOutputs } from '../../jupyter/observed';
import type { ObservedRun } from '../masking/redact';

export type RunError = NonNullable<ObservedRun['error']>;

/** xeus names an error by its class as Python shows it, with its module. */
const CLASS_NAME = /^<class '(?:[^']*\.)?([^'.]+)'>$/u;

/** For kernels whose errors have no name, such as bash's. */
const NAMELESS = 'Error';

/** The one name of an error, whichever kernel tells it. */
export function normaliseErrorName(name: unknown): string {
  const text = typeof name === 'string' ? name.trim() : '';
  return CLASS_NAME.exec(text)?.[1] ?? (text === '' ? NAMELESS : text);
}

/**
 * How a run failed: by what the signal says, else by the error that it left in its cell: server-side execution gives the signal none, and what fails
 * inside `%run` and `%%capture` ends as a success.
 * @param oldErrors those that the cell had before it ran; undefined where its start was not seen: then only the signal is believed
 */
export function findFailure({ cell, success, error }: FinishedRun, oldErrors: ReadonlySet<object> | undefined): RunError | undefined {
  if (!success && typeof error?.errorName === 'string') {
    return ofSignal(error);
  }
  const outputs = oldErrors === undefined ? [] : errorOutputs(cell.model.outputs).filter(output => !oldErrors.has(output));
  const last = outputs.at(-1)?.toJSON();
  return isObject(last) ? ofOutput(last['ename'], last['evalue'], last['traceback']) : undefined;
}

/** The error outputs that a cell has now. Nothing is read but what they are. */
export function errorOutputs(outputs: ObservedOutputs | undefined): ObservedOutput[] {
  const all = Array.from({ length: outputs?.length ?? 0 }, (_, index) => outputs?.get(index));
  return all.filter(output => output?.type === 'error').filter(output => output !== undefined);
}

function ofSignal({ errorName, errorValue, traceback }: ObservedError): RunError {
  return ofOutput(errorName, errorValue, traceback);
}

function ofOutput(name: unknown, message: unknown, traceback: unknown): RunError {
  return {
    name: normaliseErrorName(name),
    message: typeof message === 'string' ? message : '',
    traceback: Array.isArray(traceback) ? (traceback as unknown[]).filter(line => typeof line === 'string') : [],
  };
}
