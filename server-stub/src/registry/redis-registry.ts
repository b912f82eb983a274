import type { Policy } from '../../../src/protocol';
import { enrolmentsKey, registryKey } from '../log/redis-keys';
import type { RedisLink } from '../log/redis-link';
import { joinKey } from './join-key';
import { codeField, enrolmentFields, profileField, sinceField } from './redis-registry-scripts';
import type { ClassRecord, EnrolResult, Enrolment, Registry } from './registry';

interface ClassProfile {
  readonly name: string;
  readonly joinCode: string;
  readonly policy: Policy;
}

interface StudentProfile {
  readonly displayName: string;
  readonly team: string;
}

/** Classes in one hash, enrolments in one hash for each class; whatever must be atomic is a script. */
export class RedisRegistry implements Registry {
  readonly #link: RedisLink;
  readonly #closeStore: () => Promise<void>;

  constructor(link: RedisLink, closeStore: () => Promise<void>) {
    this.#link = link;
    this.#closeStore = closeStore;
  }

  async listClasses(): Promise<readonly ClassRecord[]> {
    const fields = await this.#link.run(client => client.hGetAll(registryKey));
    const prefix = profileField('');
    const ids = Object.keys(fields).flatMap(field => (field.startsWith(prefix) ? [field.slice(prefix.length)] : []));
    const classes = ids.flatMap(id => toClass(id, fields[profileField(id)], fields[sinceField(id)]) ?? []);
    return classes.sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
  }

  async getClass(id: string): Promise<ClassRecord | undefined> {
    const [profile, since] = await this.#link.run(client => client.hmGet(registryKey, [profileField(id), sinceField(id)]));
    return toClass(id, profile, since);
  }

  async findByJoinCode(joinCode: string): Promise<ClassRecord | undefined> {
    const id = await this.#link.run(client => client.hGet(registryKey, codeField(joinKey(joinCode))));
    return id === null ? undefined : this.getClass(id);
  }

  async createClass(record: ClassRecord): Promise<boolean> {
    const { id, joinCode, createdAtMs } = record;
    return (await this.#link.run(client => client.createClass(id, joinKey(joinCode), writeClass(record), createdAtMs))) === 1;
  }

  async updateClass(record: ClassRecord): Promise<boolean> {
    return (await this.#link.run(client => client.updateClass(record.id, joinKey(record.joinCode), writeClass(record)))) === 1;
  }

  async enrol(enrolment: Enrolment): Promise<EnrolResult> {
    const { classId, studentId, displayName, team, deviceId, enrolledAtMs } = enrolment;
    const profile = JSON.stringify({ displayName, team } satisfies StudentProfile);
    const since = await this.#link.run(client => client.enrolStudent(classId, studentId, deviceId, profile, enrolledAtMs));
    return since === null ? { verdict: 'taken' } : { verdict: 'enrolled', enrolment: { ...enrolment, enrolledAtMs: Number(since) } };
  }

  async getEnrolment(classId: string, studentId: string): Promise<Enrolment | undefined> {
    const [deviceId, profile, since] = await this.#link.run(client => client.hmGet(enrolmentsKey(classId), enrolmentFields(studentId)));
    if (typeof deviceId !== 'string' || typeof profile !== 'string') {
      return undefined;
    }
    const { displayName, team } = JSON.parse(profile) as StudentProfile;
    return { classId, studentId, displayName, team, deviceId, enrolledAtMs: Number(since) };
  }

  async release(classId: string, studentId: string): Promise<boolean> {
    return (await this.#link.run(client => client.hDel(enrolmentsKey(classId), enrolmentFields(studentId)))) > 0;
  }

  close(): Promise<void> {
    return this.#closeStore();
  }
}

function writeClass({ name, joinCode, policy }: ClassRecord): string {
  return JSON.stringify({ name, joinCode, policy } satisfies ClassProfile);
}

function toClass(id: string, profile: string | null | undefined, since: string | null | undefined): ClassRecord | undefined {
  if (typeof profile !== 'string') {
    return undefined;
  }
  const { name, joinCode, policy } = JSON.parse(profile) as ClassProfile;
  return { id, name, joinCode, policy, createdAtMs: Number(since) };
}
