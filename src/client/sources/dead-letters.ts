import type { Outbox, OutboxEvent } from '../../outbox/outbox';
import { isObject } from '../../protocol';

/** An event that the server can never take. The student can see it; it is counted as lost or rejected in the class's record. */
export interface DeadLetter {
  readonly sid: string;
  readonly seq: number;
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  readonly reason: string;
  /** The event's JSON, cut to a bearable length. */
  readonly body: string;
}

const MAX_DEAD_LETTERS = 100;
const MAX_BODY_CHARS = 2_000;
const RECORD = 'dead letters';

/** Keeps the last hundred, newest last, each once. A letter that cannot be written is no reason to stop delivering. */
export async function keepDeadLetters(outbox: Outbox, letters: readonly DeadLetter[]): Promise<void> {
  const keep = (value: unknown) => {
    const kept = toLetters(value).filter(old => !letters.some(letter => letter.sid === old.sid && letter.seq === old.seq));
    return [...kept, ...letters].slice(-MAX_DEAD_LETTERS);
  };
  await outbox.updateItem(RECORD, keep).catch(() => undefined);
}

export async function readDeadLetters(outbox: Outbox): Promise<readonly DeadLetter[]> {
  return toLetters(await outbox.getItem(RECORD));
}

/** A student leaves the class. They are few, and nobody's proof: all of this browser's go. */
export async function forgetDeadLetters(outbox: Outbox): Promise<void> {
  await outbox.updateItem(RECORD, () => undefined);
}

export function deadLetter(sid: string, event: OutboxEvent, reason: string, atMs: number): DeadLetter {
  return { sid, seq: event.seq, atMs, reason, body: event.body.slice(0, MAX_BODY_CHARS) };
}

function toLetters(value: unknown): readonly DeadLetter[] {
  return Array.isArray(value) ? (value as unknown[]).filter((letter): letter is DeadLetter => isObject(letter)) : [];
}
