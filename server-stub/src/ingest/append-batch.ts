import { type WireEvent, writeEventLines } from '../../../src/protocol';
import type { IngestClaims } from '../access/auth/ingest-tokens';
import type { ClassDirectory } from '../class/classes/class-directory';
import { eventGroups } from '../log/event-groups';
import { inNextTurn } from '../platform/pace/next-turn';
import { type AppendResult, type BatchAppend, type BatchEntry, type ErasedBefore, type EventLog } from '../log/event-log';
import { correctTime, skewMs } from '../live/projection/events/corrected-time';
import { refuseReleased } from './authenticate';

/**
 * Appends a batch. If the student's data was erased and they have joined again since, then only with what happened after that:
 * their machine may still hold what was recorded before.
 * @throws HttpProblem `token_invalid`
 * @throws LogUnavailableError
 */
export async function appendBatch(
  log: EventLog,
  directory: ClassDirectory,
  claims: IngestClaims,
  batch: BatchAppend,
): Promise<AppendResult> {
  let result = await log.append(claims.classId, batch);
  while (result.verdict === 'erased') {
    await refuseReleased(directory.registry, claims);
    result = await log.append(claims.classId, { ...batch, entry: await sinceErasure(batch.entry, result), after: result.erasure });
  }
  return result;
}

/** The range stays as it is: what was erased is accounted for. */
async function sinceErasure(entry: BatchEntry, { hwm, erasure }: ErasedBefore): Promise<BatchEntry> {
  const skew = skewMs(entry.sentAt, entry.receivedAtMs);
  const isNew = ({ seq, time }: WireEvent): boolean =>
    seq > hwm && (time === undefined || correctTime(time, skew, entry.receivedAtMs, 0) > erasure.erasedAtMs);
  const kept: string[] = [];
  for (const { events } of eventGroups(entry.eventsJson)) {
    kept.push(...events.filter(isNew).map(event => JSON.stringify(event)));
    await new Promise<void>(inNextTurn);
  }
  return { ...entry, eventsJson: writeEventLines(kept), rejected: entry.rejected.filter(({ seq }) => seq > hwm) };
}
