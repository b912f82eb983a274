import type { CallPlace } from '../../client/assistance/help-context';
import type { JsonObject, RunningCell } from '../../protocol';

/** From when on a student may say that a cell does not stop, in milliseconds. */
const LONG_MS = 10_000;

/** What a call for help can say of a cell that does not stop; undefined while none has been running for long. */
export function offerRunning(running: RunningCell | undefined): RunningCell | undefined {
  return running !== undefined && running.forMs >= LONG_MS ? running : undefined;
}

/** What the call is about: the place that was found, or the cell that the student says does not stop. It has no error yet. */
export function placeOfCall(found: CallPlace | undefined, stuckOn: RunningCell | undefined): CallPlace | undefined {
  if (stuckOn === undefined) {
    return found;
  }
  const { notebook, cell } = stuckOn;
  const formerly = found?.context.notebook === notebook ? found.context.formerly : undefined;
  return { context: { notebook, cell, ...(formerly !== undefined && { formerly }) }, calledAs: 'running', canComeRight: true };
}

/**
 * The data of a `help.requested`.
 * @param question as it may leave the machine; empty where they asked none
 * @param stuckOn the cell that the student says does not stop
 */
export function helpData(found: CallPlace | undefined, question: string, stuckOn: RunningCell | undefined): JsonObject {
  return {
    ...placeOfCall(found, stuckOn)?.context,
    ...(question !== '' && { question }),
    ...(stuckOn !== undefined && { about: 'running' }),
  };
}
