import { LRUCache } from 'lru-cache';
import { DEFAULT_POLICY } from '../../../src/protocol';
import type { Clock } from '../platform/clock';
import { type Random, randomId } from '../platform/random';
import type { ClassRecord, Enrolment, Registry } from '../registry/registry';
import { generateJoinCode } from './join-code';

/** How long another server's change of a class or a release of a name may go unnoticed here. */
const FRESH_MS = 2000;
const MAX_CACHED = 20_000;
const JOIN_CODE_TRIES = 20;

export interface NewClass {
  readonly id?: string;
  readonly name: string;
  readonly joinCode?: string;
  readonly policy?: ClassRecord['policy'];
}

/** The registry behind a short memory: every batch asks for its class and its student's enrolment. */
export class ClassDirectory {
  readonly #classes: LRUCache<string, ClassRecord>;
  readonly #enrolments: LRUCache<string, Enrolment>;
  /** Ends when the last change of a class has. */
  #changes: Promise<void> = Promise.resolve();

  constructor(
    readonly registry: Registry,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {
    const options = { max: MAX_CACHED, ttl: FRESH_MS, ttlResolution: 0, perf: { now: () => clock.nowMs() } };
    this.#classes = new LRUCache(options);
    this.#enrolments = new LRUCache(options);
  }

  /** @throws LogUnavailableError */
  async getClass(id: string): Promise<ClassRecord | undefined> {
    return this.#classes.get(id) ?? remember(this.#classes, id, await this.registry.getClass(id));
  }

  /** @throws LogUnavailableError */
  async getEnrolment(classId: string, studentId: string): Promise<Enrolment | undefined> {
    const key = enrolmentKey(classId, studentId);
    return this.#enrolments.get(key) ?? remember(this.#enrolments, key, await this.registry.getEnrolment(classId, studentId));
  }

  async enrol(enrolment: Enrolment): ReturnType<Registry['enrol']> {
    this.#enrolments.delete(enrolmentKey(enrolment.classId, enrolment.studentId));
    return this.registry.enrol(enrolment);
  }

  /** Frees the name; its tokens end with it. */
  async release(classId: string, studentId: string): Promise<boolean> {
    const wasHeld = await this.registry.release(classId, studentId);
    this.#enrolments.delete(enrolmentKey(classId, studentId));
    return wasHeld;
  }

  /** Keeps a new class, under a join code of its own unless one is given. Resolves to undefined when the id or the given code is in use. */
  async createClass(wanted: NewClass): Promise<ClassRecord | undefined> {
    const tries = wanted.joinCode === undefined ? JOIN_CODE_TRIES : 1;
    for (let attempt = 0; attempt < tries; attempt++) {
      const record: ClassRecord = {
        id: wanted.id ?? randomId(this.random, 72),
        name: wanted.name,
        joinCode: wanted.joinCode ?? generateJoinCode(this.random),
        policy: wanted.policy ?? DEFAULT_POLICY,
        createdAtMs: this.clock.nowMs(),
      };
      if (await this.registry.createClass(record)) {
        return record;
      }
    }
    return undefined;
  }

  /**
   * Changes a class as it is now, one change after the other, so that none undoes another of this server.
   * Resolves to undefined when there is no such class, and to 'taken' when the join code is another's.
   */
  changeClass(id: string, change: (record: ClassRecord) => ClassRecord): Promise<ClassRecord | 'taken' | undefined> {
    const changed = this.#changes.then(() => this.#changeNow(id, change));
    this.#changes = changed.then(
      () => undefined,
      () => undefined,
    );
    return changed;
  }

  async #changeNow(id: string, change: (record: ClassRecord) => ClassRecord): Promise<ClassRecord | 'taken' | undefined> {
    const record = await this.registry.getClass(id);
    if (record === undefined) {
      return undefined;
    }
    const changed = change(record);
    const isKept = await this.registry.updateClass(changed);
    this.#classes.delete(id);
    return isKept ? changed : 'taken';
  }
}

function remember<V extends object>(cache: LRUCache<string, V>, key: string, value: V | undefined): V | undefined {
  if (value !== undefined) {
    cache.set(key, value);
  }
  return value;
}

function enrolmentKey(classId: string, studentId: string): string {
  return `${classId}\n${studentId}`;
}
