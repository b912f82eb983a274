import type { OutboxEvent } from '../../outbox/outbox';
import { byteLength } from '../../protocol';

/** Browsers let `keepalive` bodies of one page share 64 KiB; some of it is the envelope's. */
const CLOSING_BYTES = 60 * 1024;

/** The oldest unacknowledged events of this page, in memory: while a page closes there is no time to read a database. */
export class ClosingBuffer {
  #events: OutboxEvent[] = [];
  #bytes = 0;

  get events(): readonly OutboxEvent[] {
    return this.#events;
  }

  /** Takes events that follow those it holds, as far as there is room; others would leave a hole. */
  extend(events: readonly OutboxEvent[], hwm: number): void {
    for (const event of events) {
      const size = byteLength(event.body) + 1;
      const lastSeq = this.#events.at(-1)?.seq ?? hwm;
      if (event.first !== lastSeq + 1 || this.#bytes + size > CLOSING_BYTES) {
        return;
      }
      this.#events.push(event);
      this.#bytes += size;
    }
  }

  /** What it would hold with these events, too. */
  with(events: readonly OutboxEvent[], hwm: number): readonly OutboxEvent[] {
    const both = new ClosingBuffer();
    both.extend([...this.#events, ...events], hwm);
    return both.events;
  }

  /** Lets go of what the server has. */
  dropThrough(hwm: number): void {
    this.#events = this.#events.filter(event => event.seq > hwm);
    this.#bytes = this.#events.reduce((sum, event) => sum + byteLength(event.body) + 1, 0);
  }
}
