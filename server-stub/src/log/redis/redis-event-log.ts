import {
  type AppendResult,
  type BatchAppend,
  comparePositions,
  type ErasedBefore,
  type EventLog,
  LOG_START,
  type Position,
  type RecordedEntry,
  type StoredEntry,
} from '../event-log';
import { ClassGoneError } from '../../databases/log-unavailable';
import { readErasure, toStoredEntry, writeRecordedHead } from './redis-entry';
import type { RedisGrowth } from './redis-growth';
import { readErasureField, readSource, type RedisKeys, sourceField } from '../../databases/redis/redis-keys';
import { appendBatch, appendEntries, type ScriptTarget } from './redis-scripts';
import type { RedisTopology } from '../../databases/redis/topology/redis-topology';

const CHECK_LIFETIME_S = 60;

/** A reply that is not `unsure`. */
type Surely<Reply extends readonly unknown[]> = Reply extends readonly [infer First, ...infer Rest]
  ? readonly [Exclude<First, 'unsure'>, ...Rest]
  : never;

export interface RedisEventLogDeps {
  readonly redis: RedisTopology;
  readonly target: ScriptTarget;
  readonly growth: RedisGrowth;
  /** Whether a class was seen here. */
  readonly wasHere: (classId: string) => boolean;
  /** Whether a class that was here is not any more. @throws LogUnavailableError */
  readonly isGone: (classId: string) => Promise<boolean>;
  readonly closeStore: () => Promise<void>;
}

/** The log in Redis: a stream and a hash of marks for each class, and a channel that tells of growth to every server. */
export class RedisEventLog implements EventLog {
  readonly #deps: RedisEventLogDeps;
  readonly #redis: RedisTopology;
  readonly #keys: RedisKeys;
  /** The highest position of each class that was seen here: no new entry goes below it, whatever became of the log. */
  readonly #newest = new Map<string, Position>();

  constructor(deps: RedisEventLogDeps) {
    this.#deps = deps;
    this.#redis = deps.redis;
    this.#keys = deps.target.keys;
  }

  async append(classId: string, batch: BatchAppend): Promise<AppendResult | ErasedBefore> {
    this.#hear(classId);
    const { target } = this.#deps;
    const known = this.#newestOf(classId);
    const [verdict, mark, detail = known] = await this.#appendSurely(classId, isSure =>
      this.#redis.runScript(appendBatch, target, classId, batch, known, isSure),
    );
    const hwm = Number(mark);
    if (verdict === 'erased') {
      return { verdict, hwm, erasure: readErasure(batch.entry.studentId, detail) };
    }
    this.#note(classId, detail);
    return { verdict, hwm };
  }

  async appendEntries(classId: string, ...entries: readonly RecordedEntry[]): Promise<Position> {
    this.#hear(classId);
    const { target } = this.#deps;
    const known = this.#newestOf(classId);
    const heads = entries.map(writeRecordedHead);
    const [first, last] = await this.#appendSurely(classId, isSure =>
      this.#redis.runScript(appendEntries, target, classId, heads, known, isSure),
    );
    this.#note(classId, last);
    return first;
  }

  async highWaterMark(classId: string, studentId: string, sid: string): Promise<number> {
    const key = this.#keys.marks(classId);
    return Number((await this.#redis.run(key, client => client.hGet(key, sourceField(studentId, sid)))) ?? 0);
  }

  async sources(classId: string): Promise<readonly { readonly studentId: string; readonly sid: string; readonly hwm: number }[]> {
    const key = this.#keys.marks(classId);
    const marks = await this.#redis.run(key, client => client.hGetAll(key));
    return Object.entries(marks).flatMap(([field, mark]) => (readErasureField(field) === undefined ? [readSource(field, mark)] : []));
  }

  async read(classId: string, after: Position, limit: number): Promise<readonly StoredEntry[]> {
    const start = `(${checkPosition(after)}`;
    this.#hear(classId);
    const key = this.#keys.log(classId);
    const entries = (await this.#redis.run(key, client => client.xRange(key, start, '+', { COUNT: limit }))) ?? [];
    this.#note(classId, entries.at(-1)?.id ?? LOG_START);
    return entries.map(({ id, message }) => toStoredEntry(id, message));
  }

  async readAt(classId: string, positions: readonly Position[]): Promise<readonly StoredEntry[]> {
    const found = await Promise.all(positions.map(position => this.#readOne(this.#keys.log(classId), checkPosition(position))));
    return found.flat();
  }

  onGrowth(listener: (classId: string) => void): () => void {
    return this.#deps.growth.onGrowth(listener);
  }

  /** Writes a key that soon goes by itself, since a Redis that is full or read-only still answers a ping. */
  async check(): Promise<void> {
    const key = this.#keys.check;
    await this.#redis.run(key, client => client.set(key, '1', { expiration: { type: 'EX', value: CHECK_LIFETIME_S } }));
  }

  close(): Promise<void> {
    return this.#deps.closeStore();
  }

  /** Appends to a log that does not exist only when its class does, or never did: after a loss of both nobody could read it. @throws ClassGoneError */
  async #appendSurely<Reply extends readonly [string, ...unknown[]]>(
    classId: string,
    append: (isSure: boolean) => Promise<Reply>,
  ): Promise<Surely<Reply>> {
    let reply = await append(!this.#deps.wasHere(classId));
    if (reply[0] === 'unsure') {
      if (await this.#deps.isGone(classId)) {
        throw new ClassGoneError();
      }
      reply = await append(true);
    }
    return reply as unknown as Surely<Reply>;
  }

  async #readOne(key: string, position: Position): Promise<readonly StoredEntry[]> {
    const entries = (await this.#redis.run(key, client => client.xRange(key, position, position, { COUNT: 1 }))) ?? [];
    return entries.map(({ id, message }) => toStoredEntry(id, message));
  }

  #newestOf(classId: string): Position {
    return this.#newest.get(classId) ?? LOG_START;
  }

  #note(classId: string, position: Position): void {
    if (comparePositions(position, this.#newestOf(classId)) > 0) {
      this.#newest.set(classId, position);
    }
  }

  #hear(classId: string): void {
    if (this.#deps.growth.learn(classId)) {
      this.#redis.hear(this.#keys.live(classId));
    }
  }
}

function checkPosition(position: Position): Position {
  if (!/^\d{1,15}(?:-\d{1,15})?$/u.test(position)) {
    throw new RangeError('Not a position of a Redis log.');
  }
  return position;
}
