import type { SentHistory } from './sent-history';

/** Remembers nothing: no simulated student looks at what was sent, and thousands of them share one memory. */
export const NO_HISTORY: SentHistory = {
  add: async () => undefined,
  read: async () => [],
  clear: async () => undefined,
  close: async () => undefined,
};
