import {
  type Checked,
  type Flaw,
  findNameFlaw,
  IDENTITY_RULES,
  type IdentityRule,
  isCadence,
  isCaptureLevel,
  isIdentityRule,
  isObject,
  type JsonObject,
  LIMITS,
  type Policy,
} from '../../../src/protocol';

/** What an instructor may say of a class, when making or changing it. */
export interface ClassSettings {
  readonly name?: string;
  readonly joinCode?: string;
  readonly identity?: IdentityRule;
  readonly level?: Policy['level'];
  readonly cadenceMs?: number;
}

/** Checks the body of `POST /classes` and `PATCH /classes/{id}`; unknown fields are ignored. */
export function checkClassSettings(body: unknown): Checked<ClassSettings> {
  if (!isObject(body)) {
    return { ok: false, errors: [{ path: '', message: 'must be a JSON object' }] };
  }
  const policy = body['policy'] ?? {};
  const errors = [...findWordFlaws(body), ...findPolicyFlaws(policy)];
  if (errors.length > 0) {
    return { ok: false, errors };
  }
  const { name, joinCode, identity } = body as ClassSettings;
  const { level, cadenceMs } = policy as ClassSettings;
  const value = {
    ...(name !== undefined && { name }),
    ...(joinCode !== undefined && { joinCode }),
    ...(identity !== undefined && { identity }),
    ...(level !== undefined && { level }),
    ...(cadenceMs !== undefined && { cadenceMs }),
  };
  return { ok: true, value };
}

function* findWordFlaws(body: JsonObject): Generator<Flaw> {
  const limits = { name: LIMITS.classNameLength, joinCode: LIMITS.joinCodeLength };
  for (const [path, limit] of Object.entries(limits)) {
    if (body[path] === undefined) {
      continue;
    }
    const message = body[path] === '' ? 'must not be empty' : findNameFlaw(body[path], limit);
    if (message !== undefined) {
      yield { path, message };
    }
  }
  if (body['identity'] !== undefined && !isIdentityRule(body['identity'])) {
    yield { path: 'identity', message: `must be ${IDENTITY_RULES.join(' or ')}` };
  }
}

function* findPolicyFlaws(policy: unknown): Generator<Flaw> {
  if (!isObject(policy)) {
    yield { path: 'policy', message: 'must be a JSON object' };
    return;
  }
  if (policy['level'] !== undefined && !isCaptureLevel(policy['level'])) {
    yield { path: 'policy.level', message: 'must be activity, errors, code or outputs' };
  }
  if (policy['cadenceMs'] !== undefined && !isCadence(policy['cadenceMs'])) {
    const range = `${String(LIMITS.minCadenceMs)} to ${String(LIMITS.maxCadenceMs)}`;
    yield { path: 'policy.cadenceMs', message: `must be a whole number from ${range}` };
  }
}

/** The policy with the changes in it; its revision rises when anything changed, so that clients learn of it. */
export function changePolicy(policy: Policy, changes: ClassSettings): Policy {
  const level = changes.level ?? policy.level;
  const cadenceMs = changes.cadenceMs ?? policy.cadenceMs;
  const isSame = level === policy.level && cadenceMs === policy.cadenceMs;
  return isSame ? policy : { level, cadenceMs, revision: policy.revision + 1 };
}
