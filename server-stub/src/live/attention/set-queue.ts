import type { HelpQueue, InstructorName, QueueState } from '../../../../src/protocol';
import { toTimestamp } from '../../platform/clock';
import { randomId } from '../../platform/random';
import type { ClassView } from '../view/class-view';
import { ID_BITS, type ClaimDeps } from './settle-claim';

/**
 * Opens, pauses or closes the class's help queue. It is an entry of the log, so that every server turns away the same calls; of two instructors
 * at the same time the later one in the log is right.
 * @returns how it stands, and whether that had to be changed
 * @throws LogUnavailableError
 */
export async function setQueue(
  { log, clock, random }: ClaimDeps,
  view: ClassView,
  state: QueueState,
  by: InstructorName,
): Promise<{ readonly queue: HelpQueue; readonly isChanged: boolean }> {
  await view.catchUp();
  const { helpAndVisits } = view.projection;
  const receivedAtMs = clock.wallMs();
  const isChanged = helpAndVisits.queueState !== state;
  if (isChanged) {
    const action = { type: 'queue', state, by } as const;
    await log.appendEntries(view.classId, { kind: 'action', studentId: '', receivedAtMs, id: randomId(random, ID_BITS), action });
    await view.catchUp();
  }
  return { queue: view.projection.helpAndVisits.queue ?? { state, by, at: toTimestamp(receivedAtMs) }, isChanged };
}
