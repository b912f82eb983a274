import type { AppendResult, BatchAppend, EnrolledEntry, EventLog, Position, StoredEntry } from './event-log';
import { toStoredEntry, writeEnrolledHead } from './redis-entry';
import type { RedisGrowth } from './redis-growth';
import { checkKey, logKey, marksKey, readSource, sourceField } from './redis-keys';
import type { RedisLink } from './redis-link';

const CHECK_LIFETIME_S = 60;

/** The log in Redis: a stream and a hash of marks for each class, and a channel that tells of growth to every server. */
export class RedisEventLog implements EventLog {
  readonly #link: RedisLink;
  readonly #growth: RedisGrowth;
  readonly #closeStore: () => Promise<void>;

  constructor(link: RedisLink, growth: RedisGrowth, closeStore: () => Promise<void>) {
    this.#link = link;
    this.#growth = growth;
    this.#closeStore = closeStore;
  }

  async append(classId: string, batch: BatchAppend): Promise<AppendResult> {
    this.#growth.know(classId);
    const [verdict, hwm] = await this.#link.run(client => client.appendBatch(classId, batch));
    return { verdict, hwm: Number(hwm) };
  }

  async record(classId: string, entry: EnrolledEntry): Promise<void> {
    this.#growth.know(classId);
    await this.#link.run(client => client.appendEntry(classId, writeEnrolledHead(entry)));
  }

  async highWaterMark(classId: string, studentId: string, sid: string): Promise<number> {
    return Number((await this.#link.run(client => client.hGet(marksKey(classId), sourceField(studentId, sid)))) ?? 0);
  }

  async sources(classId: string): Promise<readonly { readonly studentId: string; readonly sid: string; readonly hwm: number }[]> {
    const marks = await this.#link.run(client => client.hGetAll(marksKey(classId)));
    return Object.entries(marks).map(([field, mark]) => readSource(field, mark));
  }

  async read(classId: string, after: Position, limit: number): Promise<readonly StoredEntry[]> {
    const start = `(${checkPosition(after)}`;
    this.#growth.know(classId);
    const entries = await this.#link.run(client => client.xRange(logKey(classId), start, '+', { COUNT: limit }));
    return (entries ?? []).map(({ id, message }) => toStoredEntry(id, message));
  }

  onGrowth(listener: (classId: string) => void): () => void {
    return this.#growth.onGrowth(listener);
  }

  /** Writes a key that soon goes by itself, since a Redis that is full or read-only still answers a ping. */
  async check(): Promise<void> {
    await this.#link.run(client => client.set(checkKey, '1', { expiration: { type: 'EX', value: CHECK_LIFETIME_S } }));
  }

  close(): Promise<void> {
    return this.#closeStore();
  }
}

function checkPosition(position: Position): Position {
  if (!/^\d{1,15}(?:-\d{1,15})?$/u.test(position)) {
    throw new RangeError('Not a position of a Redis log.');
  }
  return position;
}
