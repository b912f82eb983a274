import type { InstructorApi } from '../api/instructor-api';
import { countUnreported, RecordAccount, type RecordVerdict } from './record-account';

/**
 * Asks the server for its whole record, by the export and by the delivery report, and holds both against what was acknowledged;
 * others' events in it are not looked at.
 * What either of them lacks counts as lost.
 */
export async function verifyRecord(api: InstructorApi, acknowledged: ReadonlyMap<string, number>): Promise<RecordVerdict> {
  const account = new RecordAccount();
  for await (const event of api.events()) {
    if (acknowledged.has(event.sid)) {
      account.add(event);
    }
  }
  const verdict = account.settle(acknowledged);
  const { sources } = await api.delivery();
  return { ...verdict, lost: Math.max(verdict.lost, countUnreported(acknowledged, sources)) };
}
