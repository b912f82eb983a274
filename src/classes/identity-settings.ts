import { findNameFlaw, isObject, isVisible, LIMITS } from '../protocol';
import type { ReportingIdentity } from '../client/enrolment/identity';
import { readServerLink, type ServerLink } from './server-link';

/** The settings that say who reports where, in the order in which a form asks for them. */
export const IDENTITY_FIELDS = ['serverUrl', 'joinCode', 'studentId', 'displayName', 'team'] as const;
export type IdentityField = (typeof IDENTITY_FIELDS)[number];

/** What is typed or set for each, empty where nothing is. */
export type IdentityTexts = Readonly<Record<IdentityField, string>>;

/** What is wrong with a field; worded in `src/ui/status/identity-words.ts`. */
export type IdentityFlaw =
  | { readonly kind: 'too_long'; readonly limit: number }
  | { readonly kind: 'unprintable' | 'invisible' | Exclude<ServerLink['kind'], 'address'> };
export type IdentityFlaws = Readonly<Partial<Record<IdentityField, IdentityFlaw>>>;

/** `unset` is no mistake: the student has not joined yet. */
export type IdentityReading =
  | { readonly kind: 'ok'; readonly identity: ReportingIdentity }
  | { readonly kind: 'unset'; readonly missing: readonly IdentityField[]; readonly flaws: IdentityFlaws }
  | { readonly kind: 'flawed'; readonly flaws: IdentityFlaws };

const REQUIRED: readonly IdentityField[] = ['serverUrl', 'joinCode', 'studentId'];
const NAME_LENGTHS = {
  joinCode: LIMITS.joinCodeLength,
  studentId: LIMITS.studentIdLength,
  displayName: LIMITS.displayNameLength,
  team: LIMITS.teamLength,
} as const;

/** The longest address that browsers and servers agree on. */
const ADDRESS_LENGTH = 2000;

/** Picks the identity's texts from JupyterLab's settings, which may hold anything. */
export function readIdentityTexts(settings: unknown): IdentityTexts {
  const source = isObject(settings) ? settings : {};
  const entries = IDENTITY_FIELDS.map(field => [field, typeof source[field] === 'string' ? source[field] : '']);
  return Object.fromEntries(entries) as IdentityTexts;
}

/** Reads who reports where, or says what keeps it from being read. */
export function readIdentity(texts: IdentityTexts): IdentityReading {
  const trimmed = spreadLink(trimAll(texts));
  const flaws = findFlaws(trimmed);
  const missing = REQUIRED.filter(field => trimmed[field] === '');
  if (missing.length > 0) {
    return { kind: 'unset', missing, flaws };
  }
  return Object.keys(flaws).length > 0 ? { kind: 'flawed', flaws } : { kind: 'ok', identity: { ...trimmed } };
}

function trimAll(texts: IdentityTexts): IdentityTexts {
  return Object.fromEntries(IDENTITY_FIELDS.map(field => [field, texts[field].trim()])) as IdentityTexts;
}

/** An address in its normal form; the code of its link counts where no other is given. */
function spreadLink(texts: IdentityTexts): IdentityTexts {
  const link = readServerLink(texts.serverUrl);
  if (texts.serverUrl === '' || link.kind !== 'address') {
    return texts;
  }
  const joinCode = texts.joinCode === '' ? (link.joinCode ?? '') : texts.joinCode;
  return { ...texts, serverUrl: link.serverUrl, joinCode };
}

function findFlaws(texts: IdentityTexts): IdentityFlaws {
  const flaws: Partial<Record<IdentityField, IdentityFlaw>> = {};
  for (const field of IDENTITY_FIELDS) {
    const flaw = findFlaw(field, texts[field]);
    if (flaw !== undefined && texts[field] !== '') {
      flaws[field] = flaw;
    }
  }
  return flaws;
}

function findFlaw(field: IdentityField, text: string): IdentityFlaw | undefined {
  if (field === 'serverUrl') {
    return findAddressFlaw(text);
  }
  const flaw = nameFlaw(text, NAME_LENGTHS[field]);
  return flaw === undefined && field === 'studentId' && !isVisible(text) ? { kind: 'invisible' } : flaw;
}

function findAddressFlaw(text: string): IdentityFlaw | undefined {
  if (text.length > ADDRESS_LENGTH) {
    return { kind: 'too_long', limit: ADDRESS_LENGTH };
  }
  const { kind } = readServerLink(text);
  return kind === 'address' ? undefined : { kind };
}

function nameFlaw(text: string, limit: number): IdentityFlaw | undefined {
  if (findNameFlaw(text, limit) === undefined) {
    return undefined;
  }
  return text.length > limit ? { kind: 'too_long', limit } : { kind: 'unprintable' };
}
