import { RESP_TYPES } from '@redis/client';
import { studentsOf } from '../erased-by';
import { type Erasure, LOG_START, type Position } from '../event-log';
import type { LogErasure, NotedErasure } from '../log-erasure';
import { readErasure, toStoredEntry } from './redis-entry';
import { readErasureField } from '../../databases/redis/redis-keys';
import { beginErasure, finishErasure, restoreErasure } from './redis-erasure-scripts';
import type { ScriptTarget } from './redis-scripts';
import type { RedisTopology } from '../../databases/redis/topology/redis-topology';

/** An object would lose a student who is called `__proto__`. */
const AS_MAP = { [RESP_TYPES.MAP]: Map } as const;
/** A batch has at most 1 MiB: a page of a hostile class stays small, too. */
const PAGE_ENTRIES = 50;

/**
 * Erases in Redis. A deleted entry is gone for every client; Redis itself gives up the bytes of a stream a few kilobytes at a time, when
 * all entries that share them are gone, and those of its append-only file at the file's next rewriting.
 */
export class RedisErasure implements LogErasure {
  constructor(
    private readonly redis: RedisTopology,
    private readonly target: ScriptTarget,
  ) {}

  async begin(classId: string, studentId: string, erasedAtMs: number): Promise<Erasure> {
    const position = await this.redis.runScript(beginErasure, this.target, classId, studentId, erasedAtMs);
    return { studentId, position, erasedAtMs };
  }

  async list(classId: string): Promise<readonly NotedErasure[]> {
    const marks = await this.#hash(this.target.keys.marks(classId));
    const erasures = [...marks].flatMap(([field, text]) => {
      const studentId = readErasureField(field);
      return studentId === undefined ? [] : [readErasure(studentId, text)];
    });
    if (erasures.length === 0) {
      return [];
    }
    const unfinished = await this.#hash(this.target.keys.unfinished(classId));
    return erasures.map(erasure => ({ ...erasure, isFinished: !unfinished.has(erasure.studentId) }));
  }

  async remove(classId: string, { studentId, position }: Erasure): Promise<void> {
    let after: Position | undefined = LOG_START;
    while (after !== undefined) {
      after = await this.#removeStep(classId, studentId, after, position);
    }
  }

  async scrub(): Promise<void> {
    // Redis does so by itself.
  }

  async finish(classId: string, { studentId, position }: Erasure): Promise<void> {
    await this.redis.runScript(finishErasure, this.target, classId, studentId, position);
  }

  async restore(classId: string, { studentId, position, erasedAtMs }: Erasure): Promise<void> {
    await this.redis.runScript(restoreErasure, this.target, classId, studentId, position, erasedAtMs);
  }

  /** @returns where the next step goes on; undefined at the end */
  async #removeStep(classId: string, studentId: string, after: Position, end: Position): Promise<Position | undefined> {
    const key = this.#log(classId);
    const page = (await this.redis.run(key, client => client.xRange(key, `(${after}`, `(${end}`, { COUNT: PAGE_ENTRIES }))) ?? [];
    const theirs = page.filter(({ id, message }) => studentsOf(toStoredEntry(id, message).entry).includes(studentId)).map(({ id }) => id);
    if (theirs.length > 0) {
      await this.redis.run(key, client => client.xDel(key, theirs));
    }
    return page.length < PAGE_ENTRIES ? undefined : page.at(-1)?.id;
  }

  async #hash(key: string): Promise<ReadonlyMap<string, string>> {
    return this.redis.run(key, client => client.withTypeMapping(AS_MAP).hGetAll(key));
  }

  #log(classId: string): string {
    return this.target.keys.log(classId);
  }
}
