import { isCount, isObject, LIMITS, type InstructorMessage } from '../../protocol';

/** A message of an instructor, as this browser keeps it. */
export interface ReceivedMessage extends InstructorMessage {
  /** When it came, in milliseconds since the epoch, by the student's clock. */
  readonly atMs: number;
  /** A page has shown it to the student. */
  readonly isShown: boolean;
  /** The student has seen it again in the list. */
  readonly isRead: boolean;
}

/** In the order in which they came, which is the one in which they were sent. */
export type Mailbox = readonly ReceivedMessage[];

/** The oldest go: the class's record has them all. */
const MOST_KEPT = 50;

/**
 * A message comes with every reply until it is said to be shown, and to every tab: what is known is no news. A server that was set up anew
 * begins with low ids: theirs come after those of the one before, of which one may have the same.
 */
export function receiveMessages(box: Mailbox, messages: readonly InstructorMessage[], atMs: number): Mailbox {
  const known = new Map(box.map(({ id, text }) => [id, text]));
  const fresh = messages.filter(
    ({ id, text }) => known.get(id) !== text && id.length <= LIMITS.idLength && text.length <= LIMITS.messageLength,
  );
  const replaced = new Set(fresh.map(({ id }) => id));
  return fresh.length === 0
    ? box
    : [
        ...box.filter(({ id }) => !replaced.has(id)),
        ...fresh.map(({ id, text }) => ({ id, text, atMs, isShown: false, isRead: false })),
      ].slice(-MOST_KEPT);
}

export function unshown(box: Mailbox): Mailbox {
  return box.filter(({ isShown }) => !isShown);
}

export function markShown(box: Mailbox): Mailbox {
  return box.map(message => ({ ...message, isShown: true }));
}

/** What was not shown yet does not count as read: a list beside the notebook is no place that somebody who types looks at. */
export function markRead(box: Mailbox): Mailbox {
  return box.map(message => ({ ...message, isRead: message.isShown }));
}

/** Of those that were shown. */
export function countUnread(box: Mailbox): number {
  return box.filter(({ isShown, isRead }) => isShown && !isRead).length;
}

/** The last message that was shown, for the next report. */
export function lastShown(box: Mailbox): string | undefined {
  return box.findLast(({ isShown }) => isShown)?.id;
}

/** Reads a stored mailbox. What cannot be read comes again. */
export function readMailbox(stored: unknown): Mailbox {
  return Array.isArray(stored) ? (stored as unknown[]).filter(isReceived) : [];
}

function isReceived(value: unknown): value is ReceivedMessage {
  const isText = isObject(value) && typeof value['id'] === 'string' && typeof value['text'] === 'string';
  return isText && isCount(value['atMs'], 0) && typeof value['isShown'] === 'boolean' && typeof value['isRead'] === 'boolean';
}
