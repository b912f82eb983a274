import type { ExportedEvent, HelpRequest } from '../../../src/protocol';

/** An instructor's answer to a call, as an export tells it. */
export interface StepOfExport {
  readonly id: string;
  readonly helpId: string;
  readonly step: string;
  readonly by: { readonly id: string; readonly name: string };
}

/** The steps in a record that should not be there: twice, or against the claim of somebody else; in the log's order. */
export function checkSteps(steps: readonly StepOfExport[]): readonly string[] {
  const holders = new Map<string, string>();
  const ids = new Set<string>();
  const wrong: string[] = [];
  for (const { id, helpId, step, by } of steps) {
    const holder = holders.get(helpId);
    if (ids.has(id) || (holder !== undefined && holder !== by.id && step !== 'taken over')) {
      wrong.push(`${step} of ${helpId} by ${by.name}`);
    }
    ids.add(id);
    if (step === 'claimed' || step === 'taken over') {
      holders.set(helpId, by.id);
    } else {
      holders.delete(helpId);
    }
  }
  return wrong;
}

/** A student, with the source that all of their calls come from. */
interface Caller {
  readonly sid: string;
  readonly studentId: string;
}

/** Whether the newest of what a student did is a call, and nobody has closed it. */
export function isWaiting(events: readonly ExportedEvent[], { sid, studentId: whose }: Caller, help: readonly HelpRequest[]): boolean {
  const newest = events.findLast(event => event.sid === sid);
  const isResolved = help.some(({ studentId, status, id }) => studentId === whose && status === 'resolved' && isNewest(events, sid, id));
  return newest?.type === 'help.requested' && !isResolved;
}

/** Whether no call of its source came after the last step that resolved this one: what was said of it later resolves nothing. */
function isNewest(events: readonly ExportedEvent[], sid: string, helpId: string): boolean {
  const resolves = ({ helpId: whose, step }: StepOfExport): boolean => whose === helpId && step !== 'remarked';
  const resolvedAt = events.findLastIndex(({ type, data }) => type === 'instructor.help' && resolves(data as StepOfExport));
  return events.findLastIndex(event => event.sid === sid && event.type === 'help.requested') < resolvedAt;
}
