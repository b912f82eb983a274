import { join } from 'node:path';
import { generateSigningKey, parseSigningKey, type SigningKey } from './auth/signing-key';
import { makeOwnerOnlyFolder, readOrGenerateSecret } from './platform/owner-only-file';
import { type Random, randomId } from './platform/random';

export interface Secrets {
  readonly signingKey: SigningKey;
  readonly instructorToken: string;
  /** Where the token came from: told to the server, made at this start, or kept from an earlier one. */
  readonly tokenOrigin: 'settings' | 'generated' | 'kept';
  readonly tokenFile: string;
}

/** Where a token that was not told is kept. */
export const tokenFileOf = (dataDir: string): string => join(dataDir, 'instructor-token');
/** Where the key is that signs the students' tokens. */
export const keyFileOf = (dataDir: string): string => join(dataDir, 'signing-key.json');

export const generateInstructorToken = (random: Random): string => randomId(random, 192);

/** Reads the secrets of the data folder, making those that are missing. @throws Error with words for the operator */
export function openSecrets(dataDir: string, random: Random, tokenOfSettings: string | undefined): Secrets {
  makeOwnerOnlyFolder(dataDir);
  const keyFile = keyFileOf(dataDir);
  const tokenFile = tokenFileOf(dataDir);
  const signingKey = readSigningKey(keyFile, random);
  if (tokenOfSettings !== undefined) {
    return { signingKey, instructorToken: tokenOfSettings, tokenOrigin: 'settings', tokenFile };
  }
  const { text, isNew } = readOrGenerateSecret(tokenFile, () => `${generateInstructorToken(random)}\n`);
  const instructorToken = text.trim();
  if (instructorToken === '') {
    throw new Error(`The file ${tokenFile} is empty. Delete it, and the server makes a new token.`);
  }
  return { signingKey, instructorToken, tokenOrigin: isNew ? 'generated' : 'kept', tokenFile };
}

function readSigningKey(path: string, random: Random): SigningKey {
  const { text } = readOrGenerateSecret(path, () => generateSigningKey(random));
  try {
    return parseSigningKey(text);
  } catch {
    throw new Error(
      `The file ${path} holds no signing key. Delete it, and the server makes a new one; students then join again by themselves.`,
    );
  }
}
