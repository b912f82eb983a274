/** Long, because every question of the port has its method here, each a script or two; what the scripts do stands in redis-registry-scripts.ts. */
import {
  type AttentionLevels,
  type CoursePlan,
  type IdentityRule,
  type Policy,
  type RosterStudent,
  studentKey,
  type TeamRule,
} from '../../../../src/protocol';
import type { StoreClient } from '../../databases/redis/topology/redis-client';
import type { RedisKeys } from '../../databases/redis/redis-keys';
import type { RedisTopology } from '../../databases/redis/topology/redis-topology';
import { joinKey } from './join-key';
import {
  COUNT_FIELD,
  enrolmentFields,
  enrolStudent,
  indexEnrolments,
  releaseName,
  releaseSilent,
  replaceRoster,
  rosterField,
  withdrawnField,
} from './redis-enrolment-scripts';
import { codeField, createClass, profileField, sinceField, swapSigningKey, updateClass } from './redis-registry-scripts';
import type { ClassRecord, EnrolResult, Enrolment, JoiningRules, Registry, RosterEffect, UpdateResult } from './registry';
import { compareStudentIds } from './roster-naming';

interface ClassProfile {
  readonly name: string;
  readonly joinCode: string;
  readonly policy: Policy;
  readonly identity?: Exclude<IdentityRule, 'open'>;
  readonly teams?: TeamRule;
  readonly attention?: AttentionLevels;
  readonly hasRoster?: true;
  readonly plan?: CoursePlan;
}

interface StudentProfile {
  readonly displayName: string;
  readonly team: string;
}

/** Classes in one hash, enrolments in one hash for each class; whatever must be atomic is a script. */
export class RedisRegistry implements Registry {
  readonly #redis: RedisTopology;
  readonly #keys: RedisKeys;
  readonly #closeStore: () => Promise<void>;
  /** Classes that were seen here. None is ever taken out of a registry. */
  readonly #seen = new Set<string>();
  /** The classes whose enrolments are known to have what the scripts need. */
  readonly #indexed = new Set<string>();

  constructor(redis: RedisTopology, keys: RedisKeys, closeStore: () => Promise<void>) {
    this.#redis = redis;
    this.#keys = keys;
    this.#closeStore = closeStore;
  }

  async listClasses(): Promise<readonly ClassRecord[]> {
    const fields = await this.#inRegistry((client, key) => client.hGetAll(key));
    const prefix = profileField('');
    const ids = Object.keys(fields).flatMap(field => (field.startsWith(prefix) ? [field.slice(prefix.length)] : []));
    const classes = ids.flatMap(id => toClass(id, fields[profileField(id)], fields[sinceField(id)]) ?? []);
    classes.forEach(({ id }) => this.#seen.add(id));
    return classes.sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
  }

  async getClass(id: string): Promise<ClassRecord | undefined> {
    const [profile, since] = await this.#inRegistry((client, key) => client.hmGet(key, [profileField(id), sinceField(id)]));
    const record = toClass(id, profile, since);
    if (record !== undefined) {
      this.#seen.add(id);
    }
    return record;
  }

  /** Whether the class was seen here. */
  hasSeen(id: string): boolean {
    return this.#seen.has(id);
  }

  /** Whether a class that was seen here is not there any more: Redis was emptied, or another took its place. @throws LogUnavailableError */
  async hasLost(id: string): Promise<boolean> {
    return this.hasSeen(id) && (await this.getClass(id)) === undefined;
  }

  async findByJoinCode(joinCode: string): Promise<ClassRecord | undefined> {
    const id = await this.#inRegistry((client, key) => client.hGet(key, codeField(joinKey(joinCode))));
    return id === null ? undefined : this.getClass(id);
  }

  async createClass(record: ClassRecord): Promise<boolean> {
    const { id, joinCode, createdAtMs } = record;
    return (await this.#redis.runScript(createClass, this.#keys, id, joinKey(joinCode), writeClass(record), createdAtMs)) === 1;
  }

  updateClass(before: ClassRecord, after: ClassRecord): Promise<UpdateResult> {
    const profile = writeClass(after);
    return this.#redis.runScript(updateClass, this.#keys, before.id, joinKey(after.joinCode), profile, writeClass(before));
  }

  async enrol(enrolment: Enrolment, rules: JoiningRules = {}): Promise<EnrolResult> {
    const { classId, studentId, displayName, team, deviceId, enrolledAtMs } = enrolment;
    const { mustBeListed = false, maxStudents = NO_LIMIT, maxNames = NO_LIMIT, isAskedFor = false } = rules;
    await this.#index(classId);
    const profile = JSON.stringify({ displayName, team } satisfies StudentProfile);
    const limits = { mustBeListed, maxStudents: Math.min(maxStudents, NO_LIMIT), maxNames, isAskedFor };
    const joining = { studentKey: studentKey(studentId), deviceId, profile, enrolledAtMs, ...limits };
    const result = await this.#redis.runScript(enrolStudent, this.#keys, classId, studentId, joining);
    if (typeof result === 'string') {
      return { verdict: result };
    }
    if (result.length === 1) {
      return { verdict: 'taken', heldAs: result[0] };
    }
    const [id, since, named, displaced] = result;
    const enrolled = { ...enrolment, studentId: id, ...readProfile(named), enrolledAtMs: Number(since) };
    return { verdict: 'enrolled', enrolment: enrolled, ...(typeof displaced === 'string' && { displaced }) };
  }

  async getEnrolment(classId: string, studentId: string): Promise<Enrolment | undefined> {
    const fields = enrolmentFields(studentId);
    const [deviceId, profile, since] = await this.#inEnrolments(classId, (client, key) => client.hmGet(key, fields));
    if (typeof deviceId !== 'string' || typeof profile !== 'string') {
      return undefined;
    }
    return { classId, studentId, ...readProfile(profile), deviceId, enrolledAtMs: Number(since) };
  }

  release(classId: string, studentId: string): Promise<boolean> {
    return this.#release(classId, studentId, false);
  }

  withdraw(classId: string, studentId: string): Promise<boolean> {
    return this.#release(classId, studentId, true);
  }

  async withdrawnFrom(classId: string, studentId: string): Promise<string | undefined> {
    const field = withdrawnField(studentKey(studentId));
    return (await this.#inEnrolments(classId, (client, key) => client.hGet(key, field))) ?? undefined;
  }

  async noteReported(classId: string, studentId: string): Promise<void> {
    const key = this.#keys.silent(classId);
    await this.#redis.run(key, client => client.zRem(key, studentId));
  }

  releaseSilent(classId: string): Promise<readonly string[]> {
    return this.#redis.runScript(releaseSilent, this.#keys, classId);
  }

  async swapSigningKeyId(kid: string): Promise<string | undefined> {
    return (await this.#redis.runScript(swapSigningKey, this.#keys, kid)) ?? undefined;
  }

  async listEnrolments(classId: string): Promise<readonly Enrolment[]> {
    const fields = await this.#inEnrolments(classId, (client, key) => client.hGetAll(key));
    const known = new Map(Object.entries(fields));
    return [...known.keys()].flatMap(field => {
      const studentId = field.startsWith(DEVICE) ? field.slice(DEVICE.length) : undefined;
      return studentId === undefined ? [] : [toEnrolment(classId, studentId, known)];
    });
  }

  async getRoster(classId: string): Promise<readonly RosterStudent[]> {
    const key = this.#keys.roster(classId);
    const rows = await this.#redis.run(key, client => client.hGetAll(key));
    return Object.entries(rows)
      .map(([field, row]) => ({ studentId: field.slice(ROSTER.length), ...(JSON.parse(row) as Omit<RosterStudent, 'studentId'>) }))
      .sort(compareStudentIds);
  }

  async replaceRoster(classId: string, students: readonly RosterStudent[]): Promise<RosterEffect> {
    const rows = students.map(({ studentId, ...row }) => [studentId, JSON.stringify(row)] as const);
    const [released, renamed] = await this.#redis.runScript(replaceRoster, this.#keys, classId, rows);
    return { released, renamed: readRenamed(renamed) };
  }

  async unlist(classId: string, studentId: string): Promise<boolean> {
    const key = this.#keys.roster(classId);
    return (await this.#redis.run(key, client => client.hDel(key, rosterField(studentId)))) === 1;
  }

  close(): Promise<void> {
    return this.#closeStore();
  }

  async #release(classId: string, studentId: string, remembers: boolean): Promise<boolean> {
    const isHeld = await this.#redis.runScript(releaseName, this.#keys, classId, studentId, studentKey(studentId), remembers);
    return isHeld === 1;
  }

  async #index(classId: string): Promise<void> {
    if (this.#indexed.has(classId)) {
      return;
    }
    if ((await this.#inEnrolments(classId, (client, key) => client.hGet(key, COUNT_FIELD))) === null) {
      const enrolments = [...(await this.listEnrolments(classId))].sort((a, b) => a.enrolledAtMs - b.enrolledAtMs);
      const keyed = enrolments.map(({ studentId }) => [studentId, studentKey(studentId)] as const);
      await this.#redis.runScript(indexEnrolments, this.#keys, classId, keyed);
    }
    this.#indexed.add(classId);
  }

  #inRegistry<T>(send: SendTo<T>): Promise<T> {
    const key = this.#keys.registry;
    return this.#redis.run(key, client => send(client, key));
  }

  #inEnrolments<T>(classId: string, send: SendTo<T>): Promise<T> {
    const key = this.#keys.enrolments(classId);
    return this.#redis.run(key, client => send(client, key));
  }
}

/** More than there are people. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

type SendTo<T> = (client: StoreClient, key: string) => Promise<T>;

const [DEVICE] = enrolmentFields('');
const ROSTER = rosterField('');

/** What a class leaves at its default is not written, as it was before there was a choice: scripts compare the text. */
function writeClass({ name, joinCode, policy, identity, teams, attention, hasRoster, plan }: ClassRecord): string {
  const rules = {
    ...(identity !== undefined && { identity }),
    ...(teams !== undefined && { teams }),
    ...(attention !== undefined && { attention }),
    ...(hasRoster !== undefined && { hasRoster }),
    ...(plan !== undefined && { plan }),
  };
  return JSON.stringify({ name, joinCode, policy, ...rules } satisfies ClassProfile);
}

function readProfile(profile: string): StudentProfile {
  const { displayName, team } = JSON.parse(profile) as StudentProfile;
  return { displayName, team };
}

function toEnrolment(classId: string, studentId: string, fields: ReadonlyMap<string, string>): Enrolment {
  const [deviceId = '', profile = '{}', since] = enrolmentFields(studentId).map(field => fields.get(field));
  return { classId, studentId, ...readProfile(profile), deviceId, enrolledAtMs: Number(since) };
}

/** @param pairs a student, the new profile, the next student … */
function readRenamed(pairs: readonly string[]): RosterEffect['renamed'] {
  return pairs.flatMap((studentId, index) => (index % 2 === 0 ? [{ studentId, ...readProfile(pairs[index + 1] ?? '{}') }] : []));
}

function toClass(id: string, profile: string | null | undefined, since: string | null | undefined): ClassRecord | undefined {
  if (typeof profile !== 'string') {
    return undefined;
  }
  return { id, ...(JSON.parse(profile) as ClassProfile), createdAtMs: Number(since) };
}
