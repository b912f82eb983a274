import { API_PREFIX } from '../../src/protocol';
import type { EnrolledSource } from '../api/enrol';
import { drawEvents, type EventText, writeEvents } from './event-texts';

const ZERO = 48;

/**
 * The whole bytes of a source's reports, from one batch to the next different in the digits of `seq` alone. They are written
 * in place, so that a report costs the generator next to nothing; the bytes are good until the next call.
 */
export class BatchRequest {
  readonly #events: readonly EventText[];
  readonly #time: string;
  #bytes: Buffer = Buffer.alloc(0);
  /** Where the digits of each `seq` begin, and how many there are. */
  #places: readonly number[] = [];
  #digits = 0;

  constructor(
    private readonly host: string,
    private readonly source: EnrolledSource,
    readonly eventCount: number,
    time: Date,
  ) {
    this.#time = time.toISOString();
    this.#events = drawEvents(eventCount, this.#time);
  }

  /** The report of the events from `first` on. */
  bytesFrom(first: number): Buffer {
    const digits = String(first).length;
    if (digits === this.#digits && digits === String(first + this.eventCount - 1).length) {
      this.#places.forEach((place, index) => this.#writeDigits(place, first + index));
    } else {
      this.#build(first);
    }
    return this.#bytes;
  }

  #writeDigits(place: number, seq: number): void {
    let rest = seq;
    for (let at = place + this.#digits - 1; at >= place; at--) {
      this.#bytes[at] = ZERO + (rest % 10);
      rest = Math.floor(rest / 10);
    }
  }

  #build(first: number): void {
    const { sid, token } = this.source;
    // `oldest`: a client holds what was acknowledged for ten minutes longer.
    const start = `{"v":1,"sid":"${sid}","oldest":1,"sentAt":"${this.#time}","policyRevision":1,"events":[`;
    const events = writeEvents(this.#events, first);
    const body = `${start}${events.join(',')}]}`;
    const head = [
      `POST ${API_PREFIX}/batches HTTP/1.1`,
      `Host: ${this.host}`,
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      `Content-Length: ${String(Buffer.byteLength(body))}`,
    ].join('\r\n');
    this.#bytes = Buffer.from(`${head}\r\n\r\n${body}`);
    this.#digits = String(first).length;
    this.#places = findPlaces(this.#bytes, events);
  }
}

function findPlaces(bytes: Buffer, events: readonly string[]): readonly number[] {
  return events.map(event => bytes.indexOf(event) + '{"seq":'.length);
}
