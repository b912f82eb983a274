import { RESP_TYPES } from '@redis/client';
import type { RedisKeys } from '../../databases/redis/redis-keys';
import type { RedisTopology } from '../../databases/redis/topology/redis-topology';
import { type Cancel, type Clock, every, isPlausible } from '../../platform/clock';
import { MemoryPresence } from './memory-presence';
import type { Presence } from './presence';

const TELL_PERIOD_MS = 1000;
/** A dashboard is told of the passing of time every two seconds: shorter than that, so that no beat is missed. */
const REFRESH_PERIOD_MS = 1500;
/** An object would lose a student who is called `__proto__`. */
const AS_MAP = { [RESP_TYPES.MAP]: Map } as const;
/** A class that nobody was heard of for so long leaves no trace. */
const LIFETIME_S = 24 * 3600;

/**
 * What all processes on one Redis have heard, in a hash for each class. Whom this process has heard it tells once a second, so
 * that a thousand heartbeats are one command. What cannot be told is not kept: the next heartbeat says it again.
 */
export class RedisPresence implements Presence {
  readonly #known = new MemoryPresence();
  #untold = new Map<string, Map<string, number>>();
  #isTelling = false;
  readonly #refreshedAtMs = new Map<string, number>();
  readonly #stopTelling: Cancel;

  constructor(
    private readonly redis: RedisTopology,
    private readonly keys: RedisKeys,
    private readonly clock: Clock,
  ) {
    this.#stopTelling = every(clock, TELL_PERIOD_MS, () => void this.#tell());
  }

  touch(classId: string, studentId: string, seenAtMs: number): void {
    this.#known.touch(classId, studentId, seenAtMs);
    const untold = this.#untold.get(classId) ?? new Map<string, number>();
    this.#untold.set(classId, untold.set(studentId, seenAtMs));
  }

  forget(classId: string, studentId: string): void {
    this.#known.forget(classId, studentId);
    this.#untold.get(classId)?.delete(studentId);
    const key = this.keys.seen(classId);
    this.redis.run(key, client => client.hDel(key, studentId)).catch(() => undefined);
  }

  heardAtMs(classId: string, studentId: string): number {
    return this.#known.heardAtMs(classId, studentId);
  }

  async refresh(classId: string): Promise<void> {
    const nowMs = this.clock.monotonicMs();
    if (nowMs - (this.#refreshedAtMs.get(classId) ?? Number.NEGATIVE_INFINITY) < REFRESH_PERIOD_MS) {
      return;
    }
    this.#refreshedAtMs.set(classId, nowMs);
    const key = this.keys.seen(classId);
    const asked = this.redis.run(key, client => client.withTypeMapping(AS_MAP).hGetAll(key));
    for (const [studentId, seenAtMs] of await asked.catch(() => new Map<string, string>())) {
      this.#learn(classId, studentId, Number(seenAtMs));
    }
  }

  /** What was heard earlier takes nothing away. What was heard in the future was heard by a clock that has been set back since. */
  #learn(classId: string, studentId: string, seenAtMs: number): void {
    const nowMs = this.clock.wallMs();
    const knownMs = this.#known.heardAtMs(classId, studentId);
    if (isPlausible(seenAtMs, nowMs) && (seenAtMs > knownMs || !isPlausible(knownMs, nowMs))) {
      this.#known.touch(classId, studentId, seenAtMs);
    }
  }

  close(): void {
    this.#stopTelling();
  }

  /** One at a time: behind a Redis that is slow to answer, what is to be told gathers and does not queue. */
  async #tell(): Promise<void> {
    if (this.#isTelling) {
      return;
    }
    this.#isTelling = true;
    const untold = this.#untold;
    this.#untold = new Map();
    await Promise.all([...untold].map(([classId, students]) => this.#tellOf(classId, students)));
    this.#isTelling = false;
  }

  async #tellOf(classId: string, students: ReadonlyMap<string, number>): Promise<void> {
    const key = this.keys.seen(classId);
    if (students.size === 0) {
      return;
    }
    const fields = [...students].flatMap(([studentId, seenAtMs]) => [studentId, String(seenAtMs)]);
    const tell = this.redis.run(key, client => Promise.all([client.hSet(key, fields), client.expire(key, LIFETIME_S)]));
    await tell.catch(() => undefined);
  }
}
