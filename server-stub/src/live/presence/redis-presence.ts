import { RESP_TYPES } from '@redis/client';
import { readSourceField, type RedisKeys, sourceField } from '../../databases/redis/redis-keys';
import type { RedisTopology } from '../../databases/redis/topology/redis-topology';
import { type Cancel, type Clock, every, isPlausible } from '../../platform/clock';
import { MemoryPresence } from './memory-presence';
import { type Page, PAGE_LIFE_MS, type PageReport, type PagesNow } from './pages-now';
import type { Presence } from './presence';

const TELL_PERIOD_MS = 1000;
/** A dashboard is told of the passing of time every two seconds: shorter than that, so that no beat is missed. */
const REFRESH_PERIOD_MS = 1500;
/** An object would lose a student who is called `__proto__`. */
const AS_MAP = { [RESP_TYPES.MAP]: Map } as const;
/** A class that nobody was heard of for so long leaves no trace. */
const LIFETIME_S = 24 * 3600;

/** A page that this process has just heard may not be in Redis yet. */
const TELLING_MS = 3 * TELL_PERIOD_MS;
/** What a page said so long ago, by anybody's clock, is cleared away. */
const STALE_PAGE_MS = 4 * PAGE_LIFE_MS;

/**
 * What all processes on one Redis have heard, in two hashes for each class: by student, and by page at which something goes on. Whom this process has heard it tells once a second, so
 * that a thousand heartbeats are one command. What cannot be told is not kept: the next heartbeat says it again.
 */
export class RedisPresence implements Presence {
  readonly #known: MemoryPresence;
  #untold = new Map<string, Untold>();
  #isTelling = false;
  readonly #refreshedAtMs = new Map<string, number>();
  readonly #stopTelling: Cancel;

  constructor(
    private readonly redis: RedisTopology,
    private readonly keys: RedisKeys,
    private readonly clock: Clock,
  ) {
    this.#known = new MemoryPresence(clock);
    this.#stopTelling = every(clock, TELL_PERIOD_MS, () => void this.#tell());
  }

  touch(classId: string, studentId: string, seenAtMs: number, page?: PageReport): void {
    const ended = this.#known.touch(classId, studentId, seenAtMs, page);
    const untold = this.#untold.get(classId) ?? { seen: new Map<string, number>(), pages: new Map<string, Page | undefined>() };
    this.#untold.set(classId, untold);
    untold.seen.set(studentId, seenAtMs);
    for (const sid of page === undefined ? ended : new Set([page.sid, ...ended])) {
      untold.pages.set(sourceField(studentId, sid), this.#known.pageOf(classId, studentId, sid));
    }
  }

  forget(classId: string, studentId: string): void {
    const pages = [...this.#known.pages(classId)].filter(([owner]) => owner === studentId);
    const fields = pages.map(([owner, sid]) => sourceField(owner, sid));
    this.#known.forget(classId, studentId);
    const untold = this.#untold.get(classId);
    untold?.seen.delete(studentId);
    fields.forEach(field => untold?.pages.delete(field));
    void this.#drop(this.keys.seen(classId), [studentId]);
    void this.#drop(this.keys.pages(classId), fields);
  }

  heardAtMs(classId: string, studentId: string): number {
    return this.#known.heardAtMs(classId, studentId);
  }

  nowAt(classId: string, studentId: string): PagesNow {
    return this.#known.nowAt(classId, studentId);
  }

  async refresh(classId: string): Promise<void> {
    const nowMs = this.clock.monotonicMs();
    if (nowMs - (this.#refreshedAtMs.get(classId) ?? Number.NEGATIVE_INFINITY) < REFRESH_PERIOD_MS) {
      return;
    }
    this.#refreshedAtMs.set(classId, nowMs);
    const [seen, pages] = await Promise.all([this.#ask(this.keys.seen(classId)), this.#ask(this.keys.pages(classId))]);
    for (const [studentId, seenAtMs] of seen ?? []) {
      this.#learn(classId, studentId, Number(seenAtMs));
    }
    if (pages !== undefined) {
      this.#learnPages(classId, pages);
    }
  }

  /** Undefined for what cannot be learnt now. */
  async #ask(key: string): Promise<Map<string, string> | undefined> {
    return this.redis.run(key, client => client.withTypeMapping(AS_MAP).hGetAll(key)).catch(() => undefined);
  }

  /** What is no longer there has ended at another process. */
  #learnPages(classId: string, told: ReadonlyMap<string, string>): void {
    const stale: string[] = [];
    const nowMs = this.clock.wallMs();
    for (const [field, text] of told) {
      const page = readPage(text);
      const ageMs = nowMs - (page?.heardAtMs ?? Number.NEGATIVE_INFINITY);
      if (page === undefined || ageMs > STALE_PAGE_MS) {
        stale.push(field);
      } else if (isPlausible(page.heardAtMs, nowMs)) {
        this.#learnPage(classId, field, page, Math.max(0, ageMs));
      }
    }
    for (const [studentId, sid] of this.#known.pages(classId)) {
      if (!told.has(sourceField(studentId, sid))) {
        this.#known.endPage(classId, studentId, sid, TELLING_MS);
      }
    }
    void this.#drop(this.keys.pages(classId), stale);
  }

  #learnPage(classId: string, field: string, page: Page, ageMs: number): void {
    const { studentId, sid } = readSourceField(field);
    const known = this.#known.pageOf(classId, studentId, sid);
    const isNews = known === undefined || known.heardAtMs < page.heardAtMs || !isPlausible(known.heardAtMs, this.clock.wallMs());
    if (isNews && this.#untold.get(classId)?.pages.has(field) !== true) {
      this.#known.learnPage(classId, studentId, sid, page, ageMs);
    }
  }

  /** What stays, because Redis is away, ends by itself. */
  async #drop(key: string, fields: readonly string[]): Promise<void> {
    if (fields.length > 0) {
      await this.redis.run(key, client => client.hDel(key, [...fields])).catch(() => undefined);
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
    await Promise.all([...untold].map(([classId, news]) => this.#tellOf(classId, news)));
    this.#isTelling = false;
  }

  async #tellOf(classId: string, { seen, pages }: Untold): Promise<void> {
    const going = [...pages].flatMap(([field, page]) => (page === undefined ? [] : [field, JSON.stringify(page)]));
    const gone = [...pages].flatMap(([field, page]) => (page === undefined ? [field] : []));
    const heard = [...seen].flatMap(([studentId, seenAtMs]) => [studentId, String(seenAtMs)]);
    const pagesKey = this.keys.pages(classId);
    await Promise.all([this.#set(this.keys.seen(classId), heard), this.#set(pagesKey, going), this.#drop(pagesKey, gone)]);
  }

  async #set(key: string, fields: string[]): Promise<void> {
    if (fields.length > 0) {
      const tell = this.redis.run(key, client => Promise.all([client.hSet(key, fields), client.expire(key, LIFETIME_S)]));
      await tell.catch(() => undefined);
    }
  }
}

/** What the other processes have not been told yet. */
interface Untold {
  readonly seen: Map<string, number>;
  /** By student and source; undefined where nothing goes on any more. */
  readonly pages: Map<string, Page | undefined>;
}

/** Undefined for what no server of this version has written. */
function readPage(text: string): Page | undefined {
  try {
    const page = JSON.parse(text) as Page | null;
    return Number.isFinite(page?.heardAtMs) ? (page as Page) : undefined;
  } catch {
    return undefined;
  }
}
