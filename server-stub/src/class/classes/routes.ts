import type { FastifyInstance } from 'fastify';
import { type ClassSummary, DEFAULT_POLICY, FREE_TEAMS, type IdentityRule, type Policy } from '../../../../src/protocol';
import { HttpProblem } from '../../http/problem';
import type { ClassRecord } from '../registry/registry';
import type { ClassDirectory } from './class-directory';
import { changePolicy, checkClassSettings, CLASS_FIELDS, type ClassSettings, type PolicyChanges } from './class-settings';

export interface ClassParams {
  readonly classId: string;
}

/** `GET`, `POST /classes` and `PATCH /classes/{id}` */
export function classRoutes(app: FastifyInstance, directory: ClassDirectory, cadenceMs: number): void {
  app.get('/classes', { config: { right: 'class.list' } }, async () => (await directory.registry.listClasses()).map(toSummary));

  app.post(
    '/classes',
    { config: { right: 'class.change', audit: 'class.created', knows: { body: CLASS_FIELDS } } },
    async (request, reply) => {
      const { name, joinCode, identity = 'open', teams, attention, policy } = readSettings(request.body);
      if (name === undefined) {
        throw invalid('name', 'is needed');
      }
      const words = {
        identity,
        ...(joinCode !== undefined && { joinCode }),
        ...(teams !== undefined && { teams }),
        ...(attention !== undefined && { attention }),
      };
      const record = await directory.createClass({ name, policy: newPolicy(cadenceMs, policy), ...words });
      if (record === undefined) {
        throw invalid('joinCode', 'is in use by another class');
      }
      request.audited = { classId: record.id };
      return reply.code(201).send(toSummary(record));
    },
  );

  app.patch<{ Params: ClassParams }>(
    '/classes/:classId',
    { config: { right: 'class.change', audit: 'class.changed', knows: { body: CLASS_FIELDS } } },
    async request => {
      const { name, joinCode, identity, teams, attention, policy } = readSettings(request.body);
      const { id } = await requireClass(directory, request.params.classId);
      const changed = await directory.changeClass(id, record => ({
        ...withIdentity(record, identity ?? record.identity ?? 'open'),
        name: name ?? record.name,
        joinCode: joinCode ?? record.joinCode,
        policy: changePolicy(record.policy, policy),
        ...(teams !== undefined && { teams }),
        ...(attention !== undefined && { attention }),
      }));
      if (changed === 'taken') {
        throw invalid('joinCode', 'is in use by another class');
      }
      if (changed === undefined) {
        throw new HttpProblem('not_found', 'There is no such class.');
      }
      return toSummary(changed);
    },
  );
}

/** @throws HttpProblem `not_found` */
export async function requireClass(directory: ClassDirectory, classId: string): Promise<ClassRecord> {
  const record = await directory.getClass(classId);
  if (record === undefined) {
    throw new HttpProblem('not_found', 'There is no class with this id.');
  }
  return record;
}

/** A new class's policy is its first, whatever it says. */
function newPolicy(cadenceMs: number, changes: PolicyChanges): Policy {
  return { ...changePolicy({ ...DEFAULT_POLICY, cadenceMs }, changes), revision: DEFAULT_POLICY.revision };
}

function readSettings(body: unknown): ClassSettings {
  const checked = checkClassSettings(body);
  if (!checked.ok) {
    throw new HttpProblem('invalid', 'Some settings of the class are not valid.', { errors: checked.errors });
  }
  return checked.value;
}

function invalid(path: string, message: string): HttpProblem {
  return new HttpProblem('invalid', 'Some settings of the class are not valid.', { errors: [{ path, message }] });
}

function withIdentity(record: ClassRecord, rule: IdentityRule): ClassRecord {
  const { identity, ...rest } = record;
  return rule === identity ? record : { ...rest, ...(rule !== 'open' && { identity: rule }) };
}

export function toSummary({ id, name, joinCode, policy, identity, teams = FREE_TEAMS, attention }: ClassRecord): ClassSummary {
  return {
    id,
    name,
    joinCode,
    policy,
    ...(identity !== undefined && { identity }),
    teams,
    ...(attention !== undefined && { attention }),
  };
}
