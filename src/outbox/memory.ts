import { NOTHING_ACKNOWLEDGED, type Acknowledgement, type Outbox, type OutboxEvent, type Source } from './outbox';

interface MemorySource {
  source: Source;
  /** Ascending by `seq`. */
  events: OutboxEvent[];
  acknowledgement: Acknowledgement;
}

/** Keeps events as long as the page lives: for private windows, broken storage, simulated students and tests. */
export function createMemoryOutbox(): Outbox {
  const sources = new Map<string, MemorySource>();
  const items = new Map<string, unknown>();
  const eventsOf = (sid: string) => sources.get(sid)?.events ?? [];
  return {
    storage: 'memory',
    append: async (source, events) => {
      const kept = sources.get(source.sid) ?? { source, events: [], acknowledgement: NOTHING_ACKNOWLEDGED };
      kept.source = source;
      kept.events = merge(kept.events, events);
      sources.set(source.sid, kept);
    },
    peek: async (sid, afterSeq, limit) =>
      eventsOf(sid)
        .filter(event => event.seq > afterSeq)
        .slice(0, limit),
    extent: async (sid, afterSeq) => {
      const events = eventsOf(sid);
      const [head] = events;
      const tail = events.at(-1);
      if (head === undefined || tail === undefined) {
        return undefined;
      }
      return { oldest: head.first, newest: tail.seq, after: events.filter(event => event.seq > afterSeq).length };
    },
    count: async () => [...sources.values()].reduce((sum, kept) => sum + kept.events.length, 0),
    replace: async (sid, event) => {
      const kept = sources.get(sid);
      if (kept !== undefined) {
        kept.events = merge(
          kept.events.filter(other => other.seq < event.first || other.seq > event.seq),
          [event],
        );
      }
    },
    acknowledgement: async sid => sources.get(sid)?.acknowledgement ?? NOTHING_ACKNOWLEDGED,
    acknowledge: async (sid, acknowledgement, deleteThrough) => {
      const kept = sources.get(sid);
      if (kept !== undefined) {
        kept.acknowledgement = acknowledgement;
        kept.events = kept.events.filter(event => event.seq > deleteThrough);
      }
    },
    sources: async () => [...sources.values()].map(kept => kept.source),
    release: async (sid, deliveredThrough) => {
      const isDelivered = eventsOf(sid).every(event => event.seq <= deliveredThrough);
      if (isDelivered) {
        sources.delete(sid);
      }
      return isDelivered;
    },
    getItem: async name => items.get(name),
    setItem: async (name, value) => void items.set(name, value),
    updateItem: async (name, change) => {
      const value = change(items.get(name));
      if (value === undefined) {
        items.delete(name);
      } else {
        items.set(name, value);
      }
    },
    close: async () => undefined,
  };
}

function merge(kept: readonly OutboxEvent[], added: readonly OutboxEvent[]): OutboxEvent[] {
  const bySeq = new Map([...kept, ...added].map(event => [event.seq, event]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
