import type { WireEvent } from '../../../../../src/protocol';
import type { BatchEntry } from '../../../log/event-log';
import { correctTime } from '../events/corrected-time';
import { isLost, type SourceLedger } from './source-ledger';

/**
 * When a newly admitted event happened, by the server's clock, in milliseconds since the epoch; its source's ledger remembers it for the next one.
 * A loss that does not say when it was is told after what was before it.
 * @param skew of its batch
 */
export function dateEvent(event: WireEvent, { receivedAtMs }: BatchEntry, skew: number, ledger: SourceLedger): number {
  const { lastTimeMs } = ledger;
  const timeMs = event.time === undefined ? lastTimeMs || receivedAtMs : correctTime(event.time, skew, receivedAtMs, lastTimeMs);
  ledger.lastTimeMs = isLost(event) ? lastTimeMs : timeMs;
  return timeMs;
}
