import type { HelpContext } from '../../client/assistance/help-context';
import type { JsonObject, RunningCell } from '../../protocol';

/** From when on a student may say that a cell does not stop, in milliseconds. */
const LONG_MS = 10_000;

/** What a call for help can say of a cell that does not stop; undefined while none has been running for long. */
export function offerRunning(running: RunningCell | undefined): RunningCell | undefined {
  return running !== undefined && running.forMs >= LONG_MS ? running : undefined;
}

/** Where the student calls from: where they are, or the cell that they say does not stop. It has no error yet. */
export function placeOfCall(context: HelpContext | undefined, stuckOn: RunningCell | undefined): HelpContext | undefined {
  if (stuckOn === undefined) {
    return context;
  }
  const { notebook, cell } = stuckOn;
  const formerly = context?.notebook === notebook ? context.formerly : undefined;
  return { notebook, cell, ...(formerly !== undefined && { formerly }) };
}

/**
 * The data of a `help.requested`.
 * @param question as it may leave the machine; empty where they asked none
 * @param stuckOn the cell that the student says does not stop
 */
export function helpData(context: HelpContext | undefined, question: string, stuckOn: RunningCell | undefined): JsonObject {
  return {
    ...placeOfCall(context, stuckOn),
    ...(question !== '' && { question }),
    ...(stuckOn !== undefined && { about: 'running' }),
  };
}
