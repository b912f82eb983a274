import type { FastifyReply } from 'fastify';
import { HttpProblem } from '../../http/problem';
import { jitter, type Random } from '../../platform/random';

/** Of one instructor. A class's replay takes tens of megabytes until it is read to its end. */
const MAX_UNDER_WAY = 4;
const WAIT_MS = 2000;
const WAIT_SPREAD = 0.5;

/** Limits how many histories one instructor may wait for or leave unread: they are read one after the other, and others wait in the same line. */
export class HistoriesUnderWay {
  readonly #counts = new Map<string, number>();

  constructor(private readonly random: Random) {}

  /**
   * One more, until its answer is read or its client has gone.
   * @returns what tells that nobody waits for it any more
   * @throws HttpProblem `too_many_attempts`
   */
  begin(instructorId: string, { raw }: FastifyReply): AbortSignal {
    const others = this.#counts.get(instructorId) ?? 0;
    if (others >= MAX_UNDER_WAY) {
      const retryAfterMs = jitter(this.random, WAIT_MS, WAIT_SPREAD);
      throw new HttpProblem('too_many_attempts', 'You wait for several replays and timelines already.', { retryAfterMs });
    }
    this.#counts.set(instructorId, others + 1);
    const gone = new AbortController();
    raw.once('close', () => {
      gone.abort();
      this.#leave(instructorId);
    });
    return gone.signal;
  }

  #leave(instructorId: string): void {
    const left = (this.#counts.get(instructorId) ?? 1) - 1;
    if (left === 0) {
      this.#counts.delete(instructorId);
    } else {
      this.#counts.set(instructorId, left);
    }
  }
}
