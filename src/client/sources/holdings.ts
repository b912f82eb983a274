import type { Outbox, Source } from '../../outbox/outbox';
import type { SentEvent, SentHistory } from '../../outbox/sent-history';

/** An event that waits in this browser. */
interface WaitingEvent {
  readonly sid: string;
  /** Below `seq` for a `lost` range alone. */
  readonly first: number;
  readonly seq: number;
  readonly json: string;
}

/** What this browser holds of one student in one class, event by event. */
export interface Holdings {
  /** Not yet acknowledged, oldest first in each source. */
  readonly waiting: readonly WaitingEvent[];
  /** Taken by the server, newest first. `sentAtMs` of 0: it is not known any more when. */
  readonly sent: readonly SentEvent[];
}

/** As many events as IndexedDB can be asked for. */
export const ALL_EVENTS = 2 ** 32 - 1;

/** @param limit the most events of each kind, and of each source */
export async function readHoldings(outbox: Outbox, history: SentHistory, key: string, limit: number): Promise<Holdings> {
  const sources = (await outbox.sources()).filter(source => source.identityKey === key);
  const held = await Promise.all(sources.map(source => readSource(outbox, source, limit)));
  // What the outbox still has is a little more than the history when many events left at once.
  const acknowledged = held.flatMap(({ sent }) => sent);
  const remembered = await history.read(key, limit).catch(() => []);
  return {
    waiting: held.flatMap(({ waiting }) => waiting).slice(0, limit),
    sent: eachOnce([...remembered, ...acknowledged])
      .sort((a, b) => b.sentAtMs - a.sentAtMs || b.seq - a.seq)
      .slice(0, limit),
  };
}

async function readSource(outbox: Outbox, { sid }: Source, limit: number): Promise<Holdings> {
  const { hwm, recent } = await outbox.acknowledgement(sid);
  const events = (await outbox.peek(sid, Math.max(0, hwm - limit), Math.min(limit * 2, ALL_EVENTS))).map(({ first, seq, body }) => ({
    sid,
    first,
    seq,
    json: body,
  }));
  return {
    waiting: events.filter(event => event.seq > hwm),
    sent: events
      .filter(event => event.seq <= hwm)
      .map(event => ({ ...event, sentAtMs: recent.find(mark => mark.hwm >= event.seq)?.atMs ?? 0 })),
  };
}

/** An event that was sent again, because its answer was lost or the server had, is one event. The first mention counts. */
function eachOnce(events: readonly SentEvent[]): SentEvent[] {
  const byIdentity = new Map<string, SentEvent>();
  for (const event of events) {
    const identity = `${event.sid} ${String(event.seq)}`;
    if (!byIdentity.has(identity)) {
      byIdentity.set(identity, event);
    }
  }
  return [...byIdentity.values()];
}
