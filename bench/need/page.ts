import { API_PREFIX, type BatchMessage } from '../../src/protocol';
import { type Happening, type PageState, presentWork } from '../../simulation/learners/happening';
import type { SimServer } from '../../simulation/server/sim-server';

/** One student's page: what has happened at it and is not told yet. */
export class Page {
  #next = 0;
  #seq = 0;
  #state: PageState = {};
  #stateSinceMs = 0;

  constructor(
    private readonly happenings: readonly Happening[],
    private readonly token: string,
    private readonly sid: string,
    /** When the class began, in milliseconds since the epoch. */
    private readonly startMs: number,
  ) {}

  /** @returns what happened up to now, and is in this report */
  async report(server: SimServer, atMs: number): Promise<readonly Happening[]> {
    const from = this.#next;
    while ((this.happenings[this.#next]?.atMs ?? Infinity) <= atMs) {
      this.#note(this.happenings[this.#next++]);
    }
    const told = this.happenings.slice(from, this.#next);
    const events = told.flatMap(happening => this.#toEvent(happening));
    const message: BatchMessage = {
      v: 1,
      sid: this.sid,
      oldest: Math.max(1, this.#seq - events.length + 1),
      sentAt: this.#timestamp(atMs),
      events,
      ...presentWork(this.#state, atMs - this.#stateSinceMs),
    };
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.token}` };
    const { status, body } = await server.post(`${API_PREFIX}/batches`, headers, JSON.stringify(message));
    if (status !== 202) {
      throw new Error(`A report was answered ${String(status)}: ${body}`);
    }
    return told;
  }

  #note(happening: Happening | undefined): void {
    if (happening?.kind === 'page') {
      this.#state = happening.page;
      this.#stateSinceMs = happening.atMs;
    }
  }

  #toEvent(happening: Happening): BatchMessage['events'] {
    if (happening.kind !== 'run' && happening.kind !== 'event') {
      return [];
    }
    const type = happening.kind === 'run' ? 'cell.executed' : happening.type;
    return [{ seq: ++this.#seq, type, time: this.#timestamp(happening.atMs), data: { ...happening.data } }];
  }

  #timestamp(atMs: number): string {
    return new Date(this.startMs + atMs).toISOString();
  }
}
