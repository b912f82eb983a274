import { setTimeout as delay } from 'node:timers/promises';
import { API_PREFIX, type ClassDelta } from '../../../src/protocol';
import type { EnrolledSource } from '../../../harness/api/enrol';

/** Between a call that was answered and the next one. */
const PAUSE_MS = 400;
const LOOK_MS = 10;
/** So long a call may take at the end to be shown. */
const PATIENCE_MS = 10_000;

/** A student who calls for help, and takes it back as soon as the dashboard shows it; and again. */
export class HelpCaller {
  /** From the call to the delta with it, in milliseconds. */
  readonly delaysMs: number[] = [];
  #calledAtMs: number | undefined;
  #seq = 0;
  #isEnding = false;
  #hasGivenUp = false;
  #working: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    private readonly source: EnrolledSource,
  ) {}

  begin(): void {
    this.#working = this.#callAgainAndAgain();
  }

  /** Forgets what was measured so far. */
  startOver(): void {
    this.delaysMs.length = 0;
  }

  /** Calls no more. Resolves when the last call was shown, or should have been. */
  async end(): Promise<void> {
    this.#isEnding = true;
    const patience = setTimeout(() => (this.#hasGivenUp = true), PATIENCE_MS);
    await this.#working;
    clearTimeout(patience);
  }

  get isUnseen(): boolean {
    return this.#calledAtMs !== undefined;
  }

  noteShown({ help = [] }: Pick<ClassDelta, 'help'>, atMs: number): void {
    if (this.#calledAtMs !== undefined && help.some(({ studentId }) => studentId === this.source.studentId)) {
      this.delaysMs.push(atMs - this.#calledAtMs);
      this.#calledAtMs = undefined;
    }
  }

  async #callAgainAndAgain(): Promise<void> {
    while (!this.#isEnding) {
      this.#calledAtMs = performance.now();
      await this.#deliver('help.requested');
      while (this.isUnseen && !this.#hasGivenUp) {
        await delay(LOOK_MS);
      }
      await this.#deliver('help.withdrawn');
      await delay(PAUSE_MS);
    }
  }

  /** Until it is accepted: a call that the server had no time for is still a call. */
  async #deliver(type: string): Promise<void> {
    this.#seq += 1;
    while (!this.#hasGivenUp && !(await this.#send(type).catch(() => false))) {
      await delay(PAUSE_MS);
    }
  }

  async #send(type: string): Promise<boolean> {
    const time = new Date().toISOString();
    const events = [{ seq: this.#seq, type, time, data: { notebook: 'a.ipynb' } }];
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.source.token}` };
    const body = JSON.stringify({ v: 1, sid: this.source.sid, oldest: 1, sentAt: time, policyRevision: 1, events });
    const reply = await fetch(`${this.url}${API_PREFIX}/batches`, { method: 'POST', redirect: 'error', headers, body });
    await reply.text();
    return reply.status === 202;
  }
}
