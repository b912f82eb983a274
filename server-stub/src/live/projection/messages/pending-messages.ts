import { byId, isKnown, type KnownMessage, type MessageRecord } from './message-record';

/** The messages that students have not been shown yet. */
export class PendingMessages {
  /** The oldest first. A student with nothing pending is not here. */
  readonly #pending = new Map<string, readonly KnownMessage[]>();
  /** The newest message that each student was shown. */
  readonly #seen = new Map<string, string>();

  has(studentId: string): boolean {
    return this.#pending.has(studentId);
  }

  of(studentId: string): readonly KnownMessage[] {
    return this.#pending.get(studentId) ?? [];
  }

  /** Adds the newest message, as nearly every one is. */
  add(studentId: string, message: KnownMessage): void {
    const pending = this.of(studentId);
    if (message.sent.id > (this.#seen.get(studentId) ?? '') && !pending.includes(message)) {
      this.#set(studentId, [...pending, message].sort(byId));
    }
  }

  /** The student has seen this message, and so none up to it is pending any more. */
  markSeen(studentId: string, seen: string): void {
    if (seen > (this.#seen.get(studentId) ?? '')) {
      this.#seen.set(studentId, seen);
      this.#set(
        studentId,
        this.of(studentId).filter(({ sent }) => sent.id > seen),
      );
    }
  }

  /** Works it out again from all of a student's messages: one turned out to be older than another, or was forgotten. */
  rebuild(studentId: string, messages: Iterable<MessageRecord>): void {
    const inbox = [...messages].filter(isKnown);
    const shown = inbox.filter(({ recipients }) => recipients.get(studentId)?.shownAtMs !== undefined).map(({ sent }) => sent.id);
    const seen = shown.reduce((newest, id) => (id > newest ? id : newest), '');
    this.#seen.set(studentId, seen);
    const pending = inbox.filter(({ sent, recipients }) => sent.id > seen && recipients.get(studentId)?.isAddressed);
    this.#set(studentId, pending.toSorted(byId));
  }

  erase(studentId: string): void {
    this.#pending.delete(studentId);
    this.#seen.delete(studentId);
  }

  #set(studentId: string, pending: readonly KnownMessage[]): void {
    if (pending.length === 0) {
      this.#pending.delete(studentId);
    } else {
      this.#pending.set(studentId, pending);
    }
  }
}
