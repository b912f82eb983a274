import { isCount, isObject, LIMITS, type InstructorMessage } from '../../protocol';

/** A message of an instructor, as this browser keeps it. */
interface ReceivedMessage extends InstructorMessage {
  /** When it came, in milliseconds since the epoch, by the student's clock. */
  readonly atMs: number;
  /** A page has shown it to the student. */
  readonly isShown: boolean;
  /** The student has seen it again in the list. */
  readonly isRead: boolean;
}

/** In the order in which they came, which is the one in which they were sent. */
export type Inbox = readonly ReceivedMessage[];

/** The oldest go: the class's record has them all. */
const MAX_KEPT = 50;

/**
 * A message comes with every reply until it is said to be shown, and to every tab: what is known is no news. A server that was set up anew
 * begins with low ids: theirs come after those of the one before, of which one may have the same.
 */
export function receiveMessages(inbox: Inbox, messages: readonly InstructorMessage[], atMs: number): Inbox {
  const known = new Map(inbox.map(({ id, text }) => [id, text]));
  const fresh = messages.filter(
    ({ id, text }) => known.get(id) !== text && id.length <= LIMITS.idLength && text.length <= LIMITS.messageLength,
  );
  const replaced = new Set(fresh.map(({ id }) => id));
  return fresh.length === 0
    ? inbox
    : [
        ...inbox.filter(({ id }) => !replaced.has(id)),
        ...fresh.map(({ id, text }) => ({ id, text, atMs, isShown: false, isRead: false })),
      ].slice(-MAX_KEPT);
}

export function unshown(inbox: Inbox): Inbox {
  return inbox.filter(({ isShown }) => !isShown);
}

export function markShown(inbox: Inbox): Inbox {
  return inbox.map(message => ({ ...message, isShown: true }));
}

/** What was not shown yet does not count as read: a list beside the notebook is no place that somebody who types looks at. */
export function markRead(inbox: Inbox): Inbox {
  return inbox.map(message => ({ ...message, isRead: message.isShown }));
}

/** Of those that were shown. */
export function countUnread(inbox: Inbox): number {
  return inbox.filter(({ isShown, isRead }) => isShown && !isRead).length;
}

/** The last message that was shown, for the next report. */
export function lastShown(inbox: Inbox): string | undefined {
  return inbox.findLast(({ isShown }) => isShown)?.id;
}

/** Reads a stored inbox. What cannot be read comes again. */
export function parseInbox(stored: unknown): Inbox {
  return Array.isArray(stored) ? (stored as unknown[]).filter(isReceived) : [];
}

function isReceived(value: unknown): value is ReceivedMessage {
  const isText = isObject(value) && typeof value['id'] === 'string' && typeof value['text'] === 'string';
  return isText && isCount(value['atMs'], 0) && typeof value['isShown'] === 'boolean' && typeof value['isRead'] === 'boolean';
}
