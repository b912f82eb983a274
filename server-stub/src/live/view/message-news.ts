import { LIMITS, type SentMessage } from '../../../../src/protocol';
import type { ExerciseView } from '../projection/exercises/exercise-view';
import type { Messages } from '../projection/messages/messages';
import type { WholePart } from './change-versions';

/** A class that reads a message does so in a few seconds; who sends one sees it at once. */
const PERIOD_MS = 1000;

/** What viewers are told of the instructors' messages, and when. */
export class MessageNews {
  #list: readonly SentMessage[] = [];
  #text = '[]';
  #lookedAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly messages: Messages,
    private readonly exercises: ExerciseView,
  ) {}

  /** As they were at the last look. */
  get list(): readonly SentMessage[] {
    return this.#list;
  }

  /** Looks, unless that was a moment ago. @returns what changed since the last look */
  look(nowMs: number): WholePart[] {
    const isIdle = this.messages.isEmpty && this.#list.length === 0;
    if (isIdle || (!this.messages.takeNew() && nowMs - this.#lookedAtMs < PERIOD_MS)) {
      return [];
    }
    this.#lookedAtMs = nowMs;
    this.#list = this.messages.newest({ limit: LIMITS.messagesShown, yardstickOf: key => this.exercises.yardstickOf(key) });
    const text = JSON.stringify(this.#list);
    const isChanged = text !== this.#text;
    this.#text = text;
    return isChanged ? ['messages'] : [];
  }
}
