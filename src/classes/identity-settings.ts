import { findNameFlaw, isObject, isVisible, LIMITS } from '../protocol';
import type { ReportingIdentity } from '../client/enrolment/identity';
import { readServerLink, type ServerLink } from './server-link';
import type { Words } from '../jupyter/words';

/** The settings that say who reports where, in the order in which a form asks for them. */
export const IDENTITY_FIELDS = ['serverUrl', 'joinCode', 'studentId', 'displayName', 'team'] as const;
export type IdentityField = (typeof IDENTITY_FIELDS)[number];

/** What is typed or set for each, empty where nothing is. */
export type IdentityTexts = Readonly<Record<IdentityField, string>>;

/** What is wrong with a field, in words. */
export type IdentityFlaws = Readonly<Partial<Record<IdentityField, string>>>;

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

/** Reads who reports where, or says in words what keeps it from being read. */
export function readIdentity(texts: IdentityTexts, words: Words): IdentityReading {
  const trimmed = spreadLink(trimAll(texts));
  const flaws = findFlaws(trimmed, words);
  const missing = REQUIRED.filter(field => trimmed[field] === '');
  if (missing.length > 0) {
    return { kind: 'unset', missing, flaws };
  }
  return Object.keys(flaws).length > 0 ? { kind: 'flawed', flaws } : { kind: 'ok', identity: { ...trimmed } };
}

/** What a field is called. */
export function identityLabel(field: IdentityField, words: Words): string {
  switch (field) {
    case 'serverUrl':
      return words.__('Server address');
    case 'joinCode':
      return words.__('Join code');
    case 'studentId':
      return words.__('Student ID');
    case 'displayName':
      return words.__('Your name');
    case 'team':
      return words.__('Team');
  }
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

function findFlaws(texts: IdentityTexts, words: Words): IdentityFlaws {
  const flaws: Partial<Record<IdentityField, string>> = {};
  for (const field of IDENTITY_FIELDS) {
    const flaw = findFlaw(field, texts[field], words);
    if (flaw !== undefined && texts[field] !== '') {
      flaws[field] = flaw;
    }
  }
  return flaws;
}

function findFlaw(field: IdentityField, text: string, words: Words): string | undefined {
  if (field === 'serverUrl') {
    return findAddressFlaw(text, words);
  }
  const flaw = nameFlaw(text, NAME_LENGTHS[field], words);
  const isBlank = flaw === undefined && field === 'studentId' && !isVisible(text);
  return isBlank ? words.__('Your ID needs a character that can be seen.') : flaw;
}

function findAddressFlaw(text: string, words: Words): string | undefined {
  if (text.length > ADDRESS_LENGTH) {
    return tooLong(ADDRESS_LENGTH, words);
  }
  const { kind } = readServerLink(text);
  return kind === 'address' ? undefined : describeAddressFlaw(kind, words);
}

/** Why this is no address, in words. */
export function describeAddressFlaw(kind: Exclude<ServerLink['kind'], 'address'>, words: Words): string {
  switch (kind) {
    case 'not_http':
      return words.__('The address must start with http:// or https://.');
    case 'has_password':
      return words.__('The address must not hold a user name or a password.');
    case 'unreadable':
      return words.__('This is not an address. It looks like http://10.0.0.5:8600.');
  }
}

function nameFlaw(text: string, limit: number, words: Words): string | undefined {
  if (findNameFlaw(text, limit) === undefined) {
    return undefined;
  }
  return text.length > limit ? tooLong(limit, words) : words.__('Line breaks and control characters are not allowed here.');
}

function tooLong(limit: number, words: Words): string {
  return words.__('At most %1 characters, please.', limit);
}
