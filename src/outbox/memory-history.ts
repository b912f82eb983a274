import { MAX_SENT, type SentEvent, type SentHistory } from './sent-history';

/** Remembers as long as the page lives. */
export function createMemoryHistory(): SentHistory {
  const histories = new Map<string, readonly SentEvent[]>();
  return {
    add: async (identityKey, events) => {
      const all = [...(histories.get(identityKey) ?? []), ...events].sort((a, b) => a.sentAtMs - b.sentAtMs);
      histories.set(identityKey, all.slice(-MAX_SENT));
    },
    read: async (identityKey, limit) => (histories.get(identityKey) ?? []).toReversed().slice(0, limit),
    clear: async identityKey => void histories.delete(identityKey),
    close: async () => undefined,
  };
}
