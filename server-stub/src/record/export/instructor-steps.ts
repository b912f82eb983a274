import type { ExportedEvent } from '../../../../src/protocol';
import type { HelpAnswered, MarkedStaff, MessageSent, QueueChanged, Visited } from '../../log/actions';
import type { ActionEntry } from '../../log/event-log';
import { afterStep, type ClaimRequest, isNoOp, isRefused, nameOfStep, toRequest } from '../../live/projection/help/claim';
import { toTimestamp } from '../../platform/clock';

type Claiming = HelpAnswered | Visited;
type Told = Claiming | QueueChanged | MessageSent | MarkedStaff;

interface Standing {
  readonly request: ClaimRequest;
  /** Since when it is so, in milliseconds since the epoch. */
  readonly sinceMs: number;
}

/** What a step took, in milliseconds by the server's clock. */
interface Spans {
  /** From the server's receipt of the call until somebody said that they go, or, where nobody did, until it was resolved. */
  readonly waitedMs?: number;
  /** With `resolved` or `done`: since they said that they go. */
  readonly withStudentMs?: number;
}

/**
 * What instructors did, as events of their own kind among the students': of a student or a team, of no source (`sid` is empty and `seq` 0), with
 * an `id` of their own. What came too late, because somebody else had claimed it, is not among them.
 */
export class InstructorSteps {
  readonly #ids = new Set<string>();
  /** How things stand with each call and each visit. */
  readonly #standing = new Map<string, Standing>();
  /** When the server received each call, by its id. */
  readonly #calledAtMs = new Map<string, number>();

  /** @param key names the event that calls */
  noteCall({ sid, seq }: { readonly sid: string; readonly seq: number }, receivedAtMs: number): void {
    this.#calledAtMs.set(`${sid}-${String(seq)}`, receivedAtMs);
  }

  /** @returns the event; undefined for what is none, is known already, or changed nothing */
  take(classId: string, entry: ActionEntry): ExportedEvent | undefined {
    const { action, id, studentId, receivedAtMs } = entry;
    if (!isTold(action) || this.#ids.has(id)) {
      return undefined;
    }
    this.#ids.add(id);
    const spans = isClaiming(action) ? this.#settle(action, studentId, receivedAtMs) : {};
    if (spans === undefined) {
      return undefined;
    }
    const at = toTimestamp(receivedAtMs);
    const team = 'team' in action ? (action.team ?? '') : '';
    const about = { classId, studentId, team, sid: '', seq: 0 };
    return { ...about, type: `instructor.${action.type}`, time: at, receivedAt: at, data: { id, ...dataOf(action), ...spans } };
  }

  /** @returns undefined for what changes nothing */
  #settle(action: Claiming, studentId: string, atMs: number): Spans | undefined {
    const key = keyOf(action, studentId);
    const request = toRequest(action);
    const before = this.#standing.get(key);
    if (isRefused(before?.request, request) || isNoOp(before?.request, request)) {
      return undefined;
    }
    const isRemark = request.isRemark === true;
    this.#standing.set(key, {
      request: afterStep(before?.request, request),
      sinceMs: isRemark && before !== undefined ? before.sinceMs : atMs,
    });
    const claimedAtMs = before?.request.word === 'claimed' ? before.sinceMs : undefined;
    return isRemark || request.word === 'open' ? {} : this.#spansOf(action, claimedAtMs, atMs);
  }

  #spansOf(action: Claiming, claimedAtMs: number | undefined, atMs: number): Spans {
    const isEnd = action.step !== 'claimed';
    const calledAtMs = action.type === 'help' ? this.#calledAtMs.get(action.helpId) : undefined;
    return {
      ...(calledAtMs !== undefined && { waitedMs: Math.max(0, (isEnd ? (claimedAtMs ?? atMs) : atMs) - calledAtMs) }),
      ...(isEnd && claimedAtMs !== undefined && { withStudentMs: Math.max(0, atMs - claimedAtMs) }),
    };
  }
}

function isTold(action: ActionEntry['action']): action is Told {
  return isClaiming(action) || action.type === 'queue' || action.type === 'message' || action.type === 'staff';
}

function isClaiming(action: ActionEntry['action']): action is Claiming {
  return action.type === 'help' || action.type === 'visit';
}

function keyOf(action: Claiming, studentId: string): string {
  return action.type === 'help' ? `help\n${action.helpId}` : `visit\n${studentId}\n${action.team ?? ''}`;
}

function dataOf(action: Told): object {
  const { by } = action;
  if (action.type === 'message') {
    return { to: action.to, text: action.text, by };
  }
  if (action.type === 'queue') {
    return { state: action.state, by };
  }
  if (action.type === 'staff') {
    return { staff: action.isStaff, by };
  }
  const step = nameOfStep(toRequest(action));
  const { finding, note } = action;
  const said = { ...(finding !== undefined && { finding }), ...(note !== undefined && { note }) };
  return { ...(action.type === 'help' && { helpId: action.helpId }), step, ...said, by };
}
