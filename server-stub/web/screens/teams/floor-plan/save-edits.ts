import type { RoomPlan } from '../../../../../src/protocol';
import type { InstructorApi } from '../../../api/instructor-api';
import type { Failure, Outcome } from '../../../api/outcome';
import { applyEdit, type RoomEdit } from './room-edit';

export interface Saving {
  /** The newest rooms on the server that are known now. */
  readonly base: RoomPlan;
  readonly outcome: Outcome<RoomPlan>;
  /** Somebody else's changes came first, and are kept. */
  readonly isMerged: boolean;
}

/** More attempts than instructors who save at the same moment. */
const ROUNDS = 4;

/**
 * Saves edits. If somebody else saved first, reapplies them on top of the newer rooms: what both moved ends up where this
 * instructor put it, and everything else stays as the other left it.
 */
export async function saveEdits(
  api: Pick<InstructorApi, 'getRooms' | 'putRooms'>,
  classId: string,
  saved: RoomPlan,
  edits: readonly RoomEdit[],
): Promise<Saving> {
  let base = saved;
  for (let round = 1; ; round += 1) {
    const outcome = await api.putRooms(classId, { revision: base.revision, rooms: edits.reduce(applyEdit, base.rooms) });
    if (outcome.ok || !isConflict(outcome.failure) || round === ROUNDS) {
      return { base, outcome, isMerged: outcome.ok && round > 1 };
    }
    const newest = await api.getRooms(classId);
    if (!newest.ok) {
      return { base, outcome: newest, isMerged: false };
    }
    base = newest.value;
  }
}

function isConflict(failure: Failure): boolean {
  return failure.kind === 'refused' && failure.code === 'rooms_changed';
}
