import type { EventLog } from '../../log/event-log';
import type { Clock } from '../../platform/clock';
import { type Random, randomId } from '../../platform/random';

export interface DepartureDeps {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
}

/** Tells the class's log whose names were freed because they had never reported: every view drops those of whom it knows nothing else. */
export async function noteDeparture({ log, clock, random }: DepartureDeps, classId: string, studentIds: readonly string[]): Promise<void> {
  const receivedAtMs = clock.wallMs();
  const [first, ...others] = studentIds.map(studentId => ({
    kind: 'action' as const,
    studentId,
    receivedAtMs,
    id: randomId(random),
    action: { type: 'departed' as const },
  }));
  if (first !== undefined) {
    await log.appendEntries(classId, first, ...others);
  }
}
