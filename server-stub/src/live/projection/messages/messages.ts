import type { InstructorMessage, SentMessage } from '../../../../../src/protocol';
import type { MessageAddressed, MessageSent, MessageShown } from '../../../log/actions';
import { type ActionEntry, comparePositions, type Position } from '../../../log/event-log';
import type { ExerciseBoard } from '../exercises/exercise-board';
import type { ClassSessions } from '../sessions/class-sessions';
import type { ExerciseKey } from '../exercises/exercise-identity';
import type { Yardstick } from '../work/standing';
import { byId, isKnown, type KnownMessage, messageId, type MessageRecord, type Recipient, type Sent } from './message-record';
import { PendingMessages } from './pending-messages';
import { renderMessage } from './render-message';

/** A student's inbox as a snapshot holds it. */
export type InboxValue = readonly (readonly [
  message: string,
  isAddressed: boolean,
  shownAtMs: number | null,
  exercise: ExerciseKey | null,
  check?: string,
])[];

/** A message as a snapshot holds it, without its recipients. */
export type MessageValue = Sent & { readonly key: string };

/** Which messages are wanted, and what hints are measured by. */
export interface MessageQuery {
  /** The newest so many. */
  readonly limit: number;
  /** The hints to one error group alone. */
  readonly errorGroup?: string | undefined;
  readonly yardstickOf: (exercise: ExerciseKey) => Yardstick;
}

/** The newest are remembered, more than a course needs; hints longest. */
const MAX_MESSAGES = 300;
/** A message for this morning's lesson is not for tonight's. */
const LIFE_MS = 12 * 3_600_000;
const AS_STAMPED = { asOfNow: (stampMs: number) => stampMs };
/** In one reply; the others follow with the next. */
const MAX_AT_ONCE = 10;

/** The instructors' messages to students of a class: whom each is to, and who has been shown it. */
export class Messages {
  readonly #messages = new Map<string, MessageRecord>();
  readonly #ofStudent = new Map<string, Set<MessageRecord>>();
  readonly #pending = new PendingMessages();
  #hasNew = false;

  /** @param session knows how long ago something was that was stamped before the clock was set forward */
  constructor(
    private readonly exercises: ExerciseBoard,
    private readonly session: Pick<ClassSessions, 'asOfNow'> = AS_STAMPED,
  ) {}

  get isEmpty(): boolean {
    return this.#messages.size === 0;
  }

  send({ id, studentId, receivedAtMs }: ActionEntry, { type: _type, ...words }: MessageSent, position: Position): void {
    this.#keep(id, { owner: studentId, position, atMs: receivedAtMs, ...words });
  }

  address({ studentId }: ActionEntry, { message: key, exercise, check }: MessageAddressed): void {
    const { message, recipient } = this.#recipient(key, studentId);
    recipient.isAddressed = true;
    recipient.exercise = exercise;
    recipient.check = check;
    if (isKnown(message)) {
      this.#pending.add(studentId, message);
    }
  }

  show({ studentId, receivedAtMs }: ActionEntry, { messages }: MessageShown): void {
    for (const key of messages) {
      const { message, recipient } = this.#recipient(key, studentId);
      recipient.shownAtMs = Math.min(recipient.shownAtMs ?? receivedAtMs, receivedAtMs);
      this.#pending.markSeen(studentId, message.sent?.id ?? '');
    }
  }

  /** Whether a message was sent, or erased, since the last call. */
  takeNew(): boolean {
    const hasNew = this.#hasNew;
    this.#hasNew = false;
    return hasNew;
  }

  /** The newest first. */
  newest({ limit, errorGroup, yardstickOf }: MessageQuery): SentMessage[] {
    const workOf = (studentId: string, exercise: ExerciseKey) => this.exercises.worksOf(studentId).get(exercise);
    return this.#sent()
      .filter(({ sent: { to } }) => errorGroup === undefined || ('errorGroup' in to && to.errorGroup === errorGroup))
      .toSorted((a, b) => -byId(a, b))
      .slice(0, limit)
      .map(message => renderMessage(message, { isLapsed: studentId => this.#isLapsed(message, studentId), workOf, yardstickOf }));
  }

  /** Whether there is anything that a student was not shown, of any age. */
  hasPending(studentId: string): boolean {
    return this.#pending.has(studentId);
  }

  isSentTo(studentId: string, id: string): boolean {
    return [...(this.#ofStudent.get(studentId) ?? [])].some(({ sent }) => sent?.id === id);
  }

  /** What a student is to be shown, the oldest first. @param seen the id of the last message that they were shown, as their client says */
  pendingOf(studentId: string, seen: string, nowMs: number): InstructorMessage[] {
    return this.#wanted(studentId, nowMs)
      .filter(message => message.sent.id > seen)
      .slice(0, MAX_AT_ONCE)
      .map(({ sent: { id, text } }) => ({ id, text }));
  }

  /** The keys of the messages that a student has now been shown for the first time. @param seen as their client says */
  newlyShown(studentId: string, seen: string, nowMs: number): string[] {
    return this.#wanted(studentId, nowMs)
      .filter(message => message.sent.id <= seen)
      .map(({ key }) => key);
  }

  /** Whether there is one that was sent before then. */
  holdsBefore(timeMs: number): boolean {
    return this.#sent().some(({ sent }) => sent.atMs < timeMs);
  }

  erase(studentId: string): void {
    for (const message of this.#ofStudent.get(studentId) ?? []) {
      message.recipients.delete(studentId);
    }
    this.#ofStudent.delete(studentId);
    this.#pending.erase(studentId);
    this.#sent()
      .filter(({ sent }) => sent.owner === studentId || sent.about?.includes(studentId) === true)
      .forEach(message => this.#drop(message));
    this.#hasNew = true;
  }

  studentIds(): Iterable<string> {
    return this.#ofStudent.keys();
  }

  knows(studentId: string): boolean {
    return this.#ofStudent.has(studentId);
  }

  inboxToValue(studentId: string): InboxValue {
    return [...(this.#ofStudent.get(studentId) ?? [])].flatMap(({ key, recipients }) => {
      const recipient = recipients.get(studentId);
      if (recipient === undefined) {
        return [];
      }
      const { isAddressed, shownAtMs = null, exercise = null, check } = recipient;
      return [
        check === undefined
          ? ([key, isAddressed, shownAtMs, exercise] as const)
          : ([key, isAddressed, shownAtMs, exercise, check] as const),
      ];
    });
  }

  restoreInbox(studentId: string, inbox: InboxValue): void {
    for (const [key, isAddressed, shownAtMs, exercise, check] of inbox) {
      const told = { isAddressed, shownAtMs: shownAtMs ?? undefined, exercise: exercise ?? undefined, check };
      Object.assign(this.#recipient(key, studentId).recipient, told);
    }
    this.#rebuildPending(studentId);
  }

  messagesToValue(): MessageValue[] {
    return this.#sent()
      .toSorted(byId)
      .map(({ key, sent: { id: _id, ...sent } }) => ({ key, ...sent }));
  }

  restoreMessages(messages: readonly MessageValue[]): void {
    messages.forEach(({ key, ...sent }) => this.#keep(key, sent));
  }

  /** Of two entries with one identity, the first in the log counts. */
  #keep(key: string, sent: Sent): void {
    const message = this.#message(key);
    if (message.sent === undefined || comparePositions(sent.position, message.sent.position) < 0) {
      message.sent = { ...sent, id: messageId(sent.position) };
      this.#hasNew = true;
      [...message.recipients.keys()].forEach(studentId => this.#rebuildPending(studentId));
    }
  }

  #message(key: string): MessageRecord {
    const message = this.#messages.get(key) ?? { key, sent: undefined, recipients: new Map<string, Recipient>() };
    this.#messages.set(key, message);
    if (this.#messages.size > MAX_MESSAGES) {
      this.#drop(this.#oldestBut(message));
    }
    return message;
  }

  /** Hints last. */
  #oldestBut(fresh: MessageRecord): MessageRecord {
    const others = [...this.#messages.values()].filter(message => message !== fresh);
    const plain = others.filter(({ sent }) => sent === undefined || !('errorGroup' in sent.to));
    return (plain.length > 0 ? plain : others).reduce((oldest, message) =>
      (message.sent?.id ?? '') < (oldest.sent?.id ?? '') ? message : oldest,
    );
  }

  #drop(message: MessageRecord): void {
    this.#messages.delete(message.key);
    for (const studentId of message.recipients.keys()) {
      this.#ofStudent.get(studentId)?.delete(message);
      this.#rebuildPending(studentId);
    }
  }

  #recipient(key: string, studentId: string): { readonly message: MessageRecord; readonly recipient: Recipient } {
    const message = this.#message(key);
    const recipient = message.recipients.get(studentId) ?? {
      isAddressed: false,
      shownAtMs: undefined,
      exercise: undefined,
      check: undefined,
    };
    message.recipients.set(studentId, recipient);
    this.#ofStudent.set(studentId, (this.#ofStudent.get(studentId) ?? new Set()).add(message));
    return { message, recipient };
  }

  /** Works out again what is pending for a student: a message turned out to be older than another, or was forgotten. */
  #rebuildPending(studentId: string): void {
    this.#pending.rebuild(studentId, this.#ofStudent.get(studentId) ?? []);
  }

  /** What is pending for a student and still of use. */
  #wanted(studentId: string, nowMs: number): readonly KnownMessage[] {
    const isWanted = ({ sent }: KnownMessage): boolean => nowMs - this.session.asOfNow(sent.atMs, nowMs) < LIFE_MS;
    return this.#pending.of(studentId).filter(message => isWanted(message) && !this.#isLapsed(message, studentId));
  }

  #sent(): KnownMessage[] {
    return [...this.#messages.values()].filter(isKnown);
  }

  #isLapsed({ recipients }: MessageRecord, studentId: string): boolean {
    const { exercise, check } = recipients.get(studentId) ?? {};
    const work = exercise === undefined ? undefined : this.exercises.worksOf(studentId).get(exercise);
    return (check === undefined ? work?.last : work?.checks.get(check)?.result)?.value?.ok === true;
  }
}
