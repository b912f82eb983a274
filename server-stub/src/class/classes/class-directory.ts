import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import { type CoursePlan, DEFAULT_POLICY, type IdentityRule, type RosterStudent } from '../../../../src/protocol';
import { ClassGoneError, LogUnavailableError } from '../../databases/log-unavailable';
import { atMost } from '../../platform/cache-limit';
import type { Clock } from '../../platform/clock';
import { type Random, randomId } from '../../platform/random';
import type { ClassRecord, Enrolment, JoiningRules, Registry, RosterEffect } from '../registry/registry';
import { generateJoinCode } from './join-code';

/** How long another server's change of a class or a release of a name may go unnoticed here. */
const FRESH_MS = 2000;
const MAX_CACHED = 20_000;
/** A large one takes half a megabyte. */
const MAX_CACHED_ROSTERS = 50;
const JOIN_CODE_TRIES = 20;
/** Of those who change a class at the same time, one is done with each try. */
const CHANGE_TRIES = 100;

export interface NewClass {
  readonly id?: string;
  readonly name: string;
  readonly joinCode?: string;
  readonly identity?: IdentityRule;
  readonly policy?: ClassRecord['policy'];
  readonly teams?: ClassRecord['teams'];
  readonly attention?: ClassRecord['attention'];
}

/** The registry behind a short memory: every batch asks for its class and its student's enrolment. */
export class ClassDirectory {
  readonly #classes: LRUCache<string, ClassRecord>;
  /** Classes that were here. None is ever taken out of a registry. */
  readonly #seen = new Set<string>();
  readonly #enrolments: LRUCache<string, Enrolment>;
  readonly #rosters: LRUCache<string, readonly RosterStudent[]>;
  /** Of each class whose plan was asked for, what was read last, and what was given for it. */
  readonly #plans = new Map<string, { readonly read: CoursePlan; readonly given: CoursePlan }>();
  /** When those joined who are noted to have reported. */
  readonly #reported = new LRUCache<string, number>(atMost(MAX_CACHED));

  constructor(
    readonly registry: Registry,
    private readonly clock: Clock,
    private readonly random: Random,
    /** Told when the store could not say who is in which class. */
    private readonly onFailure: (error: unknown) => void = () => undefined,
  ) {
    // The cache takes a start of 0 for none: what came in the first moment would never grow old.
    const options = { ...atMost(MAX_CACHED), ttl: FRESH_MS, ttlResolution: 0, perf: { now: () => clock.monotonicMs() + 1 } };
    this.#classes = new LRUCache(options);
    this.#enrolments = new LRUCache(options);
    this.#rosters = new LRUCache({ ...options, ...atMost(MAX_CACHED_ROSTERS) });
  }

  /** @throws LogUnavailableError, and a `ClassGoneError` for one that was here and is not any more */
  async getClass(id: string): Promise<ClassRecord | undefined> {
    const known = this.#classes.get(id);
    if (known !== undefined) {
      return known;
    }
    const record = remember(this.#classes, id, await this.#tellFailure(this.registry.getClass(id)));
    if (record !== undefined) {
      this.#seen.add(id);
    } else if (this.#seen.has(id)) {
      throw new ClassGoneError();
    }
    return record;
  }

  /**
   * What the class's instructor said of its notebooks: the same object as long as it is the same. Undefined where that is nothing.
   * @throws LogUnavailableError
   */
  async getPlan(classId: string): Promise<CoursePlan | undefined> {
    const plan = (await this.getClass(classId))?.plan;
    const known = this.#plans.get(classId);
    if (plan === undefined) {
      this.#plans.delete(classId);
      return undefined;
    }
    if (known?.read === plan) {
      return known.given;
    }
    const given = known !== undefined && isDeepStrictEqual(known.given, plan) ? known.given : plan;
    this.#plans.set(classId, { read: plan, given });
    return given;
  }

  /** @throws LogUnavailableError */
  async getEnrolment(classId: string, studentId: string): Promise<Enrolment | undefined> {
    const key = enrolmentKey(classId, studentId);
    return (
      this.#enrolments.get(key) ?? remember(this.#enrolments, key, await this.#tellFailure(this.registry.getEnrolment(classId, studentId)))
    );
  }

  async enrol(enrolment: Enrolment, rules: JoiningRules): ReturnType<Registry['enrol']> {
    const { classId } = enrolment;
    this.#enrolments.delete(enrolmentKey(classId, enrolment.studentId));
    const result = await this.registry.enrol(enrolment, rules);
    if (result.verdict === 'enrolled') {
      this.#forget(classId, [result.enrolment.studentId, ...(result.displaced === undefined ? [] : [result.displaced])]);
    }
    return result;
  }

  /** Frees the name for whoever asks next, and remembers nothing of who had it; its tokens end with it. */
  async release(classId: string, studentId: string): Promise<boolean> {
    const wasHeld = await this.registry.release(classId, studentId);
    this.#forget(classId, [studentId]);
    return wasHeld;
  }

  /** Takes the name from the device that has it, which does not get it back by itself; its tokens end with it. */
  async withdraw(classId: string, studentId: string): Promise<boolean> {
    const wasHeld = await this.registry.withdraw(classId, studentId);
    this.#forget(classId, [studentId]);
    return wasHeld;
  }

  /** Frees the names of all who never reported. Resolves to their ids. */
  async releaseSilent(classId: string): Promise<readonly string[]> {
    const released = await this.registry.releaseSilent(classId);
    this.#forget(classId, released);
    return released;
  }

  /** The student reports: noted once for each time that they joined. @throws LogUnavailableError */
  async noteReported({ classId, studentId, enrolledAtMs }: Enrolment): Promise<void> {
    const key = enrolmentKey(classId, studentId);
    if (this.#reported.get(key) !== enrolledAtMs) {
      await this.registry.noteReported(classId, studentId);
      this.#reported.set(key, enrolledAtMs);
    }
  }

  #forget(classId: string, studentIds: readonly string[]): void {
    studentIds.forEach(studentId => this.#enrolments.delete(enrolmentKey(classId, studentId)));
  }

  /** @throws LogUnavailableError */
  async getRoster(classId: string): Promise<readonly RosterStudent[]> {
    const known = this.#rosters.get(classId);
    if (known !== undefined) {
      return known;
    }
    const roster = await this.registry.getRoster(classId);
    this.#rosters.set(classId, roster);
    return roster;
  }

  /**
   * Gives the class a roster; without students it opens. Those who are on none lose their names here at once. The class is noted to have one
   * apart from it, before it comes and until it has gone: what is lost in between closes the class, and never opens it.
   */
  async replaceRoster(classId: string, students: readonly RosterStudent[]): Promise<RosterEffect> {
    if (students.length > 0) {
      await this.changeClass(classId, record => ({ ...record, hasRoster: true }));
    }
    const effect = await this.registry.replaceRoster(classId, students);
    if (students.length === 0) {
      await this.changeClass(classId, ({ hasRoster: _hasRoster, ...record }) => record);
    }
    this.#rosters.delete(classId);
    this.#forget(classId, [...effect.released, ...effect.renamed.map(({ studentId }) => studentId)]);
    return effect;
  }

  /** Takes one student off the roster. The class does not open when they were the last. */
  async unlist(classId: string, studentId: string): Promise<boolean> {
    const wasListed = await this.registry.unlist(classId, studentId);
    this.#rosters.delete(classId);
    return wasListed;
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
        ...(wanted.identity === 'hub' && { identity: wanted.identity }),
        ...(wanted.teams !== undefined && { teams: wanted.teams }),
        ...(wanted.attention !== undefined && { attention: wanted.attention }),
        createdAtMs: this.clock.wallMs(),
      };
      if (await this.registry.createClass(record)) {
        return record;
      }
    }
    return undefined;
  }

  /**
   * Changes a class as it is now: made again of the newer state when somebody else, here or on another server, was faster.
   * Resolves to undefined when there is no such class, and to 'taken' when the join code is another's.
   * @throws LogUnavailableError
   */
  async changeClass(id: string, change: (record: ClassRecord) => ClassRecord): Promise<ClassRecord | 'taken' | undefined> {
    for (let attempt = 0; attempt < CHANGE_TRIES; attempt++) {
      const record = await this.registry.getClass(id);
      if (record === undefined) {
        return undefined;
      }
      const changed = change(record);
      const result = await this.registry.updateClass(record, changed);
      if (result !== 'outdated') {
        this.#classes.delete(id);
        return result === 'taken' ? 'taken' : changed;
      }
    }
    throw new LogUnavailableError('the class is being changed by others all the time');
  }

  async #tellFailure<T>(reading: Promise<T>): Promise<T> {
    try {
      return await reading;
    } catch (error) {
      this.onFailure(error);
      throw error;
    }
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
