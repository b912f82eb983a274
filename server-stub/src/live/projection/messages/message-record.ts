import type { MessageSent } from '../../../log/actions';
import type { Position } from '../../../log/event-log';
import type { ExerciseKey } from '../exercises/exercise-identity';

export interface Sent extends Omit<MessageSent, 'type'> {
  /** Whose data it belongs to; empty for a message to several. */
  readonly owner: string;
  readonly position: Position;
  readonly atMs: number;
}

export interface Recipient {
  isAddressed: boolean;
  /** When the server first heard that they were shown it, in milliseconds since the epoch; undefined until then. */
  shownAtMs: number | undefined;
  /** What a hint is about: once that works, the student no longer needs it. */
  exercise: ExerciseKey | undefined;
  /** The one check of it that the hint is about; undefined where it is about an error. */
  check: string | undefined;
}

/** What is known of one message: late and doubled entries may tell of its recipients before they tell of the message. */
export interface MessageRecord {
  /** The identity of its entry in the log. */
  readonly key: string;
  /** Undefined until its own entry has been read. */
  sent: (Sent & { readonly id: string }) | undefined;
  readonly recipients: Map<string, Recipient>;
}

export type KnownMessage = MessageRecord & { readonly sent: NonNullable<MessageRecord['sent']> };

export function isKnown(message: MessageRecord): message is KnownMessage {
  return message.sent !== undefined;
}

/** Ids ascend as texts in the order of the log: as many digits as a position can have. */
export function messageId(position: Position): string {
  const [major = '', minor] = position.split('-');
  return minor === undefined ? major.padStart(15, '0') : `${major.padStart(15, '0')}-${minor.padStart(15, '0')}`;
}

/** The oldest first. */
export const byId = (a: KnownMessage, b: KnownMessage): number => (a.sent.id < b.sent.id ? -1 : 1);
