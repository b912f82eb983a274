import { createHash, timingSafeEqual } from 'node:crypto';
import type { Role } from '../../../../src/protocol';

/** Who an instructor is, and what their token is recognised by, if they have one here. */
export interface Instructor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Undefined for those whom a JupyterHub signed in. */
  readonly tokenDigest: string | undefined;
  /** Whether the token is short enough that somebody could come upon it by trying. */
  readonly isGuessable: boolean;
}

/** The owner's id: that token is in the settings, and cannot be withdrawn here. */
export const OWNER_ID = 'owner';
const OWNER_NAME = 'Owner';
/** Every token that is generated here is longer. */
const UNGUESSABLE_LENGTH = 20;

export function ownerOf(token: string): Instructor & { readonly tokenDigest: string } {
  const isGuessable = token.length < UNGUESSABLE_LENGTH;
  return { id: OWNER_ID, name: OWNER_NAME, role: 'owner', tokenDigest: digestOf(token), isGuessable };
}

/** A user of the hub; the id is none that is drawn here. */
export function hubInstructor(name: string, role: Role): Instructor {
  return { id: `hub:${name}`, name, role, tokenDigest: undefined, isGuessable: false };
}

/** What is kept in a token's place. It needs no key and no salt: tokens that are kept so are 192 random bits. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Compares in constant time. */
export function isSameDigest(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
