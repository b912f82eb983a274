import type { ExportedEvent } from '../../../../src/protocol';
import type { ActionEntry, HelpAnswered, MarkedStaff, MessageSent, Visited } from '../../log/event-log';
import { type ClaimRequest, isNoOp, isRefused, nameOfStep, toRequest } from '../../live/projection/help/claim';
import { toTimestamp } from '../../platform/clock';

type Told = HelpAnswered | Visited | MessageSent | MarkedStaff;

/**
 * What instructors did, as events of their own kind among the students': of a student or a team, of no source (`sid` is empty and `seq` 0), with
 * an `id` of their own. What came too late, because somebody else had claimed it, is not among them.
 */
export class InstructorSteps {
  readonly #ids = new Set<string>();
  /** How things stand with each call and each visit. */
  readonly #standing = new Map<string, ClaimRequest>();

  /** @returns the event; undefined for what is none, is known already, or changed nothing */
  take(classId: string, entry: ActionEntry): ExportedEvent | undefined {
    const { action, id, studentId, receivedAtMs } = entry;
    if (!isTold(action) || this.#ids.has(id)) {
      return undefined;
    }
    this.#ids.add(id);
    if (isClaim(action) && !this.#counts(keyOf(action, studentId), toRequest(action))) {
      return undefined;
    }
    const at = toTimestamp(receivedAtMs);
    const team = 'team' in action ? (action.team ?? '') : '';
    const about = { classId, studentId, team, sid: '', seq: 0 };
    return { ...about, type: `instructor.${action.type}`, time: at, receivedAt: at, data: { id, ...dataOf(action) } };
  }

  #counts(key: string, request: ClaimRequest): boolean {
    const standing = this.#standing.get(key);
    if (isRefused(standing, request) || isNoOp(standing, request)) {
      return false;
    }
    this.#standing.set(key, request);
    return true;
  }
}

/** Whether an exported event is an instructor's. */
export function isInstructorStep({ sid, seq }: ExportedEvent): boolean {
  return sid === '' && seq === 0;
}

function isTold(action: ActionEntry['action']): action is Told {
  return isClaim(action) || action.type === 'message' || action.type === 'staff';
}

function isClaim(action: ActionEntry['action']): action is HelpAnswered | Visited {
  return action.type === 'help' || action.type === 'visit';
}

function keyOf(action: HelpAnswered | Visited, studentId: string): string {
  return action.type === 'help' ? `help\n${action.helpId}` : `visit\n${studentId}\n${action.team ?? ''}`;
}

function dataOf(action: Told): object {
  const { by } = action;
  if (action.type === 'message') {
    return { to: action.to, text: action.text, by };
  }
  if (action.type === 'staff') {
    return { staff: action.isStaff, by };
  }
  const step = nameOfStep(toRequest(action));
  const { finding } = action;
  return { ...(action.type === 'help' && { helpId: action.helpId }), step, ...(finding !== undefined && { finding }), by };
}
