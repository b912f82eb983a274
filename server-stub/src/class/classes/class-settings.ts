import {
  type AttentionLevels,
  type Checked,
  type Flaw,
  findNameFlaw,
  findTeamRuleFlaws,
  IDENTITY_RULES,
  type IdentityRule,
  isCadence,
  isCaptureLevel,
  isConsentMode,
  isCount,
  isIdentityRule,
  isMaskWords,
  isObject,
  isRetentionDays,
  type JsonObject,
  LIMITS,
  MASK_WORDS_RULE,
  type Policy,
  type TeamRule,
} from '../../../../src/protocol';
import type { Fields } from '../../http/known-words';

/** What an instructor may say of a class's policy, as changes to it. */
export interface PolicyChanges extends Partial<Pick<Policy, 'level' | 'cadenceMs' | 'mayPause' | 'consent' | 'mask'>> {
  /** Null: the class no longer says how long it keeps its record. */
  readonly retentionDays?: number | null;
}

/** What an instructor may say of a class, when making or changing it. */
export interface ClassSettings {
  readonly name?: string;
  readonly joinCode?: string;
  readonly identity?: IdentityRule;
  readonly policy: PolicyChanges;
  readonly teams?: TeamRule;
  readonly attention?: AttentionLevels;
}

/** The fields of the body of `POST /classes` and `PATCH /classes/{id}`. */
export const CLASS_FIELDS = {
  name: true,
  joinCode: true,
  identity: true,
  teams: { from: true, list: true },
  attention: { errorStreak: true },
  policy: { level: true, cadenceMs: true, mayPause: true, consent: true, retentionDays: true, mask: true },
} as const satisfies Fields;

/** Checks the body of `POST /classes` and `PATCH /classes/{id}`, but for unknown fields: the route refuses those. */
export function checkClassSettings(body: unknown): Checked<ClassSettings> {
  if (!isObject(body)) {
    return { ok: false, errors: [{ path: '', message: 'must be a JSON object' }] };
  }
  const policy = body['policy'] ?? {};
  const { teams, attention } = body;
  const errors = [
    ...findWordFlaws(body),
    ...findPolicyFlaws(policy),
    ...(teams === undefined ? [] : findTeamRuleFlaws(teams)),
    ...(attention === undefined ? [] : findAttentionFlaws(attention)),
  ];
  if (errors.length > 0) {
    return { ok: false, errors };
  }
  const { name, joinCode, identity } = body as Partial<ClassSettings>;
  const value = {
    ...(name !== undefined && { name }),
    ...(joinCode !== undefined && { joinCode }),
    ...(identity !== undefined && { identity }),
    policy: pickChanges(policy),
    ...(teams !== undefined && { teams: pickRule(teams as TeamRule) }),
    ...(attention !== undefined && { attention: pickLevels(attention as AttentionLevels) }),
  };
  return { ok: true, value };
}

function pickRule({ from, list }: TeamRule): TeamRule {
  return { from, list };
}

function pickLevels({ errorStreak }: AttentionLevels): AttentionLevels {
  return errorStreak === undefined ? {} : { errorStreak };
}

function findAttentionFlaws(attention: unknown): Flaw[] {
  if (!isObject(attention)) {
    return [{ path: 'attention', message: 'must be a JSON object' }];
  }
  const { errorStreak } = attention;
  const isSound = errorStreak === undefined || (isCount(errorStreak, 1) && errorStreak <= LIMITS.maxErrorStreak);
  return isSound ? [] : [{ path: 'attention.errorStreak', message: `must be a whole number from 1 to ${String(LIMITS.maxErrorStreak)}` }];
}

function pickChanges({ level, cadenceMs, mayPause, consent, retentionDays, mask }: PolicyChanges): PolicyChanges {
  return {
    ...(level !== undefined && { level }),
    ...(cadenceMs !== undefined && { cadenceMs }),
    ...(mayPause !== undefined && { mayPause }),
    ...(consent !== undefined && { consent }),
    ...(retentionDays !== undefined && { retentionDays }),
    ...(mask !== undefined && { mask }),
  };
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

/** What each field of a policy must be, in words. */
const POLICY_FIELDS: Readonly<Record<keyof PolicyChanges, { readonly isSound: (value: unknown) => boolean; readonly message: string }>> = {
  level: { isSound: isCaptureLevel, message: 'must be activity, errors, code or outputs' },
  cadenceMs: {
    isSound: isCadence,
    message: `must be a whole number from ${String(LIMITS.minCadenceMs)} to ${String(LIMITS.maxCadenceMs)}`,
  },
  mayPause: { isSound: value => typeof value === 'boolean', message: 'must be true or false' },
  consent: { isSound: isConsentMode, message: 'must be ask or informed' },
  retentionDays: {
    isSound: value => value === null || isRetentionDays(value),
    message: `must be a whole number from 1 to ${String(LIMITS.maxRetentionDays)}, or null`,
  },
  mask: { isSound: isMaskWords, message: MASK_WORDS_RULE },
};

function* findPolicyFlaws(policy: unknown): Generator<Flaw> {
  if (!isObject(policy)) {
    yield { path: 'policy', message: 'must be a JSON object' };
    return;
  }
  for (const [field, { isSound, message }] of Object.entries(POLICY_FIELDS)) {
    if (policy[field] !== undefined && !isSound(policy[field])) {
      yield { path: `policy.${field}`, message };
    }
  }
}

/** The policy with the changes in it; its revision rises when anything changed, so that clients learn of it. */
export function changePolicy(policy: Policy, changes: PolicyChanges): Policy {
  const { retentionDays: daysBefore, ...before } = policy;
  const { retentionDays = daysBefore ?? null, ...others } = changes;
  const changed: Policy = { ...before, ...others, ...(retentionDays !== null && { retentionDays }) };
  const isSame =
    retentionDays === (daysBefore ?? null) &&
    Object.entries(others).every(([field, value]) => isSameValue(policy[field as keyof Policy], value));
  return isSame ? policy : { ...changed, revision: policy.revision + 1 };
}

/** Lists of words are the same when their words are. */
function isSameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
