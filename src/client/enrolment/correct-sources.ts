import type { Outbox } from '../../outbox/outbox';
import { identityKey, studentOf } from './identity';
import type { ReportingIdentity } from './identity';
import { wasRefused } from './stored-enrolment';

/** What this student recorded under a code that let them in nowhere was meant for the class that they join now. */
export async function correctSources(outbox: Outbox, identity: ReportingIdentity): Promise<void> {
  const own = identityKey(identity);
  for (const source of await outbox.sources()) {
    const isOwnMistake = source.identityKey !== own && studentOf(source.identityKey) === identity.studentId;
    if (isOwnMistake && (await wasRefused(outbox, source.identityKey))) {
      await outbox.append({ ...source, identityKey: own }, []);
    }
  }
}
