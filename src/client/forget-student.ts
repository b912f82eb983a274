import type { Outbox } from '../outbox/outbox';
import type { SentHistory } from '../outbox/sent-history';
import { forgetAssistance } from './assistance/assistance';
import { forgetDeadLetters } from './sources/dead-letters';
import { forgetSession } from './enrolment/stored-enrolment';

/**
 * Deletes what this browser holds of one student in one class: the token, what waits, what was sent, their help request and their
 * instructors' messages. The device's id stays, so that the student can come back under the same name.
 */
export async function forgetStudent(outbox: Outbox, history: SentHistory, key: string): Promise<void> {
  for (const { sid } of (await outbox.sources()).filter(source => source.identityKey === key)) {
    await outbox.release(sid, Number.MAX_SAFE_INTEGER);
  }
  await forgetSession(outbox, key);
  await forgetAssistance(outbox, key);
  await forgetDeadLetters(outbox);
  await history.clear(key);
}
