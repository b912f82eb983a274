import type { IdentityRule, Policy } from '../../../src/protocol';
import type { StoreClient } from '../log/redis-client';
import type { RedisKeys } from '../log/redis-keys';
import type { RedisTopology } from '../log/redis-topology';
import { joinKey } from './join-key';
import { codeField, enrolmentFields, profileField, sinceField } from './redis-registry-scripts';
import type { ClassRecord, EnrolResult, Enrolment, Registry, UpdateResult } from './registry';

interface ClassProfile {
  readonly name: string;
  readonly joinCode: string;
  readonly policy: Policy;
  readonly identity?: Exclude<IdentityRule, 'open'>;
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
    return classes.sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
  }

  async getClass(id: string): Promise<ClassRecord | undefined> {
    const [profile, since] = await this.#inRegistry((client, key) => client.hmGet(key, [profileField(id), sinceField(id)]));
    return toClass(id, profile, since);
  }

  async findByJoinCode(joinCode: string): Promise<ClassRecord | undefined> {
    const id = await this.#inRegistry((client, key) => client.hGet(key, codeField(joinKey(joinCode))));
    return id === null ? undefined : this.getClass(id);
  }

  async createClass(record: ClassRecord): Promise<boolean> {
    const { id, joinCode, createdAtMs } = record;
    return (await this.#inRegistry(client => client.createClass(this.#keys, id, joinKey(joinCode), writeClass(record), createdAtMs))) === 1;
  }

  updateClass(before: ClassRecord, after: ClassRecord): Promise<UpdateResult> {
    const profile = writeClass(after);
    return this.#inRegistry(client => client.updateClass(this.#keys, before.id, joinKey(after.joinCode), profile, writeClass(before)));
  }

  async enrol(enrolment: Enrolment): Promise<EnrolResult> {
    const { classId, studentId, displayName, team, deviceId, enrolledAtMs } = enrolment;
    const profile = JSON.stringify({ displayName, team } satisfies StudentProfile);
    const since = await this.#inEnrolments(classId, client =>
      client.enrolStudent(this.#keys, classId, studentId, deviceId, profile, enrolledAtMs),
    );
    return since === null ? { verdict: 'taken' } : { verdict: 'enrolled', enrolment: { ...enrolment, enrolledAtMs: Number(since) } };
  }

  async getEnrolment(classId: string, studentId: string): Promise<Enrolment | undefined> {
    const fields = enrolmentFields(studentId);
    const [deviceId, profile, since] = await this.#inEnrolments(classId, (client, key) => client.hmGet(key, fields));
    if (typeof deviceId !== 'string' || typeof profile !== 'string') {
      return undefined;
    }
    const { displayName, team } = JSON.parse(profile) as StudentProfile;
    return { classId, studentId, displayName, team, deviceId, enrolledAtMs: Number(since) };
  }

  async release(classId: string, studentId: string): Promise<boolean> {
    return (await this.#inEnrolments(classId, (client, key) => client.hDel(key, enrolmentFields(studentId)))) > 0;
  }

  async swapSigningKeyId(kid: string): Promise<string | undefined> {
    return (await this.#inRegistry(client => client.swapSigningKey(this.#keys, kid))) ?? undefined;
  }

  close(): Promise<void> {
    return this.#closeStore();
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

type SendTo<T> = (client: StoreClient, key: string) => Promise<T>;

/** A class that anybody may join is written as it was before there was a choice: scripts compare the text. */
function writeClass({ name, joinCode, policy, identity }: ClassRecord): string {
  return JSON.stringify({ name, joinCode, policy, ...(identity !== undefined && { identity }) } satisfies ClassProfile);
}

function toClass(id: string, profile: string | null | undefined, since: string | null | undefined): ClassRecord | undefined {
  if (typeof profile !== 'string') {
    return undefined;
  }
  return { id, ...(JSON.parse(profile) as ClassProfile), createdAtMs: Number(since) };
}
