import type { InstructorMessage, SentMessage } from '../../../../src/protocol';
import {
  type ActionEntry,
  comparePositions,
  type MessageAddressed,
  type MessageSent,
  type MessageShown,
  type Position,
} from '../../log/event-log';
import { toTimestamp } from '../../platform/clock';
import type { ExerciseBoard } from './exercise-board';
import type { ExerciseKey } from './exercise-identity';

/** What is remembered of a student's post, as a snapshot holds it. */
export type PostValue = readonly (readonly [letter: string, isAddressed: boolean, isShown: boolean, exercise: ExerciseKey | null])[];

/** A message as a snapshot holds it, without whom it is to. */
export type LetterValue = Sent & { readonly letter: string };

interface Sent extends Omit<MessageSent, 'type'> {
  /** Whose data it goes with; empty for a message to several. */
  readonly owner: string;
  readonly position: Position;
  readonly atMs: number;
}

interface Recipient {
  isAddressed: boolean;
  isShown: boolean;
  /** What a hint is about: when that works, the student does not need it any more. */
  exercise: ExerciseKey | undefined;
}

interface Letter {
  /** The identity of its entry in the log. */
  readonly key: string;
  /** Undefined as long as only what came of it is known. */
  sent: (Sent & { readonly id: string }) | undefined;
  readonly recipients: Map<string, Recipient>;
}

type SentLetter = Letter & { readonly sent: NonNullable<Letter['sent']> };

/** The newest are remembered, more than a course needs. */
const MAX_LETTERS = 300;
/** What was for the lesson this morning is not for the one tonight. */
const LIFE_MS = 12 * 3_600_000;
/** In one reply; the others follow with the next. */
const MOST_AT_ONCE = 10;

/** Ids ascend as texts in the order of the log: as many digits as a position can have. */
export function messageId(position: Position): string {
  const [major = '', minor] = position.split('-');
  return minor === undefined ? major.padStart(15, '0') : `${major.padStart(15, '0')}-${minor.padStart(15, '0')}`;
}

/** The instructors' messages to students of a class: whom each is to, and who has been shown it. */
export class Messages {
  readonly #letters = new Map<string, Letter>();
  readonly #ofStudent = new Map<string, Set<Letter>>();
  /** What a student has not been shown yet, the oldest first. Whoever waits for nothing is not here. */
  readonly #waiting = new Map<string, readonly SentLetter[]>();
  /** The newest message that each student was shown. */
  readonly #seen = new Map<string, string>();
  #hasNew = false;

  constructor(private readonly exercises: ExerciseBoard) {}

  get isEmpty(): boolean {
    return this.#letters.size === 0;
  }

  send({ id, studentId, receivedAtMs }: ActionEntry, { to, text, by }: MessageSent, position: Position): void {
    this.#keep(id, { owner: studentId, position, atMs: receivedAtMs, to, text, by });
  }

  address({ studentId }: ActionEntry, { message, exercise }: MessageAddressed): void {
    const { letter, recipient } = this.#recipient(message, studentId);
    recipient.isAddressed = true;
    recipient.exercise = exercise;
    if (isSent(letter)) {
      this.#await(studentId, letter);
    }
  }

  show({ studentId }: ActionEntry, { messages }: MessageShown): void {
    for (const key of messages) {
      const { letter, recipient } = this.#recipient(key, studentId);
      recipient.isShown = true;
      this.#pass(studentId, letter.sent?.id ?? '');
    }
  }

  /** Whether a message was sent since the last call. */
  takeNew(): boolean {
    const hasNew = this.#hasNew;
    this.#hasNew = false;
    return hasNew;
  }

  /** The newest first. */
  newest(most: number): SentMessage[] {
    return this.#sent()
      .toSorted((a, b) => -byId(a, b))
      .slice(0, most)
      .map(letter => this.#render(letter));
  }

  /** Whether there is anything that a student was not shown, of any age. */
  isWaiting(studentId: string): boolean {
    return this.#waiting.has(studentId);
  }

  isSentTo(studentId: string, id: string): boolean {
    return [...(this.#ofStudent.get(studentId) ?? [])].some(({ sent }) => sent?.id === id);
  }

  /** What a student is to be shown, the oldest first. @param seen the id of the last message that he was shown, as he says */
  pendingOf(studentId: string, seen: string, nowMs: number): InstructorMessage[] {
    return this.#wanted(studentId, nowMs)
      .filter(letter => letter.sent.id > seen)
      .slice(0, MOST_AT_ONCE)
      .map(({ sent: { id, text } }) => ({ id, text }));
  }

  /** The keys of what a student has been shown by now, and of which that was not known. @param seen as he says */
  newlyShown(studentId: string, seen: string, nowMs: number): string[] {
    return this.#wanted(studentId, nowMs)
      .filter(letter => letter.sent.id <= seen)
      .map(({ key }) => key);
  }

  /** Whether there is one that was sent before then. */
  holdsBefore(timeMs: number): boolean {
    return this.#sent().some(({ sent }) => sent.atMs < timeMs);
  }

  erase(studentId: string): void {
    for (const letter of this.#ofStudent.get(studentId) ?? []) {
      letter.recipients.delete(studentId);
    }
    this.#ofStudent.delete(studentId);
    this.#waiting.delete(studentId);
    this.#seen.delete(studentId);
    this.#sent()
      .filter(({ sent }) => sent.owner === studentId)
      .forEach(letter => this.#drop(letter));
  }

  studentIds(): Iterable<string> {
    return this.#ofStudent.keys();
  }

  knows(studentId: string): boolean {
    return this.#ofStudent.has(studentId);
  }

  postToValue(studentId: string): PostValue {
    return [...(this.#ofStudent.get(studentId) ?? [])].flatMap(({ key, recipients }) => {
      const recipient = recipients.get(studentId);
      return recipient === undefined ? [] : [[key, recipient.isAddressed, recipient.isShown, recipient.exercise ?? null] as const];
    });
  }

  restorePost(studentId: string, post: PostValue): void {
    for (const [key, isAddressed, isShown, exercise] of post) {
      Object.assign(this.#recipient(key, studentId).recipient, { isAddressed, isShown, exercise: exercise ?? undefined });
    }
    this.#sort(studentId);
  }

  lettersToValue(): LetterValue[] {
    return this.#sent()
      .toSorted(byId)
      .map(({ key, sent: { id: _id, ...sent } }) => ({ letter: key, ...sent }));
  }

  restoreLetters(letters: readonly LetterValue[]): void {
    letters.forEach(({ letter, ...sent }) => this.#keep(letter, sent));
  }

  /** Of two entries with one identity, the first in the log counts. */
  #keep(key: string, sent: Sent): void {
    const letter = this.#letter(key);
    if (letter.sent === undefined || comparePositions(sent.position, letter.sent.position) < 0) {
      letter.sent = { ...sent, id: messageId(sent.position) };
      this.#hasNew = true;
      [...letter.recipients.keys()].forEach(studentId => this.#sort(studentId));
    }
  }

  #letter(key: string): Letter {
    const letter = this.#letters.get(key) ?? { key, sent: undefined, recipients: new Map<string, Recipient>() };
    this.#letters.set(key, letter);
    if (this.#letters.size > MAX_LETTERS) {
      this.#drop(this.#oldestBut(letter));
    }
    return letter;
  }

  #oldestBut(fresh: Letter): Letter {
    const others = [...this.#letters.values()].filter(letter => letter !== fresh);
    return others.reduce((oldest, letter) => ((letter.sent?.id ?? '') < (oldest.sent?.id ?? '') ? letter : oldest));
  }

  #drop(letter: Letter): void {
    this.#letters.delete(letter.key);
    for (const studentId of letter.recipients.keys()) {
      this.#ofStudent.get(studentId)?.delete(letter);
      this.#sort(studentId);
    }
  }

  #recipient(key: string, studentId: string): { readonly letter: Letter; readonly recipient: Recipient } {
    const letter = this.#letter(key);
    const recipient = letter.recipients.get(studentId) ?? { isAddressed: false, isShown: false, exercise: undefined };
    letter.recipients.set(studentId, recipient);
    this.#ofStudent.set(studentId, (this.#ofStudent.get(studentId) ?? new Set()).add(letter));
    return { letter, recipient };
  }

  /** A message that came last, as nearly every one does. */
  #await(studentId: string, letter: SentLetter): void {
    const waiting = this.#waiting.get(studentId) ?? [];
    if (letter.sent.id > (this.#seen.get(studentId) ?? '') && !waiting.includes(letter)) {
      this.#waiting.set(studentId, [...waiting, letter].sort(byId));
    }
  }

  /** The student waits for nothing any more that is not younger than what he has seen. */
  #pass(studentId: string, seen: string): void {
    if (seen > (this.#seen.get(studentId) ?? '')) {
      this.#seen.set(studentId, seen);
      this.#setWaiting(
        studentId,
        (this.#waiting.get(studentId) ?? []).filter(({ sent }) => sent.id > seen),
      );
    }
  }

  /** The same from the beginning: a message turned out to be another's elder, or is forgotten. */
  #sort(studentId: string): void {
    const post = [...(this.#ofStudent.get(studentId) ?? [])].filter(isSent);
    const shown = post.filter(({ recipients }) => recipients.get(studentId)?.isShown).map(({ sent }) => sent.id);
    const seen = shown.reduce((newest, id) => (id > newest ? id : newest), '');
    this.#seen.set(studentId, seen);
    const waiting = post.filter(({ sent, recipients }) => sent.id > seen && recipients.get(studentId)?.isAddressed);
    this.#setWaiting(studentId, waiting.toSorted(byId));
  }

  #setWaiting(studentId: string, waiting: readonly SentLetter[]): void {
    if (waiting.length === 0) {
      this.#waiting.delete(studentId);
    } else {
      this.#waiting.set(studentId, waiting);
    }
  }

  /** What a student waits for and is to be shown still. */
  #wanted(studentId: string, nowMs: number): readonly SentLetter[] {
    const waiting = this.#waiting.get(studentId) ?? [];
    return waiting.filter(letter => nowMs - letter.sent.atMs < LIFE_MS && !this.#isLapsed(letter, studentId));
  }

  #sent(): SentLetter[] {
    return [...this.#letters.values()].filter(isSent);
  }

  #isLapsed({ recipients }: Letter, studentId: string): boolean {
    const exercise = recipients.get(studentId)?.exercise;
    return exercise !== undefined && this.exercises.worksOf(studentId).get(exercise)?.last.value?.ok === true;
  }

  #render(letter: SentLetter): SentMessage {
    const { id, to, text, by, atMs } = letter.sent;
    const addressed = [...letter.recipients].filter(([, { isAddressed }]) => isAddressed);
    const unseen = addressed.filter(([, { isShown }]) => !isShown);
    const lapsed = unseen.filter(([studentId]) => this.#isLapsed(letter, studentId)).length;
    const [recipients, shown] = [addressed.length, addressed.length - unseen.length];
    return { id, to, text, sentAt: toTimestamp(atMs), by, recipients, shown, ...('errorGroup' in to && { lapsed }) };
  }
}

function isSent(letter: Letter): letter is SentLetter {
  return letter.sent !== undefined;
}

const byId = (a: SentLetter, b: SentLetter): number => (a.sent.id < b.sent.id ? -1 : 1);
