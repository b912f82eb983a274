import type { SentMessage } from '../../../../src/protocol';

/** A text that was sent as a hint before, and what came of it all times together. */
export interface EarlierHint {
  readonly text: string;
  /** RFC 3339, by the server's clock: the last time. */
  readonly sentAt: string;
  readonly shown: number;
  readonly passed: number;
}

/** Each text once, the newest first. @param sent the newest first */
export function earlierHints(sent: readonly SentMessage[]): readonly EarlierHint[] {
  const hints = new Map<string, EarlierHint>();
  for (const { text, sentAt, effect } of sent) {
    const known = hints.get(text) ?? { text, sentAt, shown: 0, passed: 0 };
    hints.set(text, { ...known, shown: known.shown + (effect?.shown ?? 0), passed: known.passed + (effect?.passed ?? 0) });
  }
  return [...hints.values()];
}
