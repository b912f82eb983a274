import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generateSigningKeys, parseSigningKeys, rotateSigningKeys, type SigningKeys, writeSigningKeys } from './signing-key';
import type { Config } from '../../config/config';
import { isOpenToOthers, makeOwnerOnlyFolder, readOrGenerateSecret, replaceOwnerOnlyFile } from '../../platform/owner-only-file';
import { type Random, randomId } from '../../platform/random';

export interface Secrets {
  readonly signingKeys: SigningKeys;
  /** Reads them again: the file may hold newer ones. @throws Error when it cannot be read */
  readonly rereadKeys: () => SigningKeys;
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

type SecretSettings = Pick<Config, 'dataDir' | 'instructorToken' | 'signingKeyFile'>;

/** Reads the secrets, making those of the data folder that are missing. @throws Error with words for the operator */
export function openSecrets({ dataDir, instructorToken: told, signingKeyFile }: SecretSettings, random: Random): Secrets {
  makeDataFolder(dataDir);
  const tokenFile = tokenFileOf(dataDir);
  const keyFile = signingKeyFile ?? keyFileOf(dataDir);
  if (signingKeyFile === undefined) {
    readOrGenerateSecret(keyFile, () => writeSigningKeys(generateSigningKeys(random)));
  } else {
    requireShared(keyFile);
  }
  const keys = { signingKeys: readKeys(keyFile), rereadKeys: () => readKeys(keyFile) };
  if (told !== undefined) {
    return { ...keys, instructorToken: told, tokenOrigin: 'settings', tokenFile };
  }
  const { text, isNew } = readOrGenerateSecret(tokenFile, () => `${generateInstructorToken(random)}\n`);
  const instructorToken = text.trim();
  if (instructorToken === '') {
    throw new Error(`The file ${tokenFile} is empty. Delete it, and the server makes a new token.`);
  }
  return { ...keys, instructorToken, tokenOrigin: isNew ? 'generated' : 'kept', tokenFile };
}

/**
 * Gives the file a new key to sign with, and keeps the one before it; makes the file when there is none.
 * @returns the file
 * @throws Error with words for the operator, having changed nothing
 */
export function rotateKeys({ dataDir, signingKeyFile }: SecretSettings, random: Random): string {
  const path = signingKeyFile ?? keyFileOf(dataDir);
  if (signingKeyFile === undefined) {
    makeDataFolder(dataDir);
  }
  const keys = existsSync(path) ? rotateSigningKeys(readKeys(path), random) : generateSigningKeys(random);
  replaceOwnerOnlyFile(path, writeSigningKeys(keys));
  return path;
}

function makeDataFolder(dataDir: string): void {
  try {
    makeOwnerOnlyFolder(dataDir);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    const cure = "Check that it is a folder of the server's user, or name another with --data-dir";
    throw new Error(`The data folder ${resolve(dataDir)} cannot be used (${reason}). ${cure}.`, { cause: error });
  }
}

/** A file that others gave to this server: it is not made here, and not closed here either. */
function requireShared(path: string): void {
  if (!existsSync(path)) {
    throw new Error(`There is no ${path}, which CELL_MONITOR_SIGNING_KEY_FILE names. Copy it from another server, or make it: rotate-key`);
  }
  if (isOpenToOthers(path)) {
    throw new Error(`Other users of this machine can read ${path}, which signs the students' tokens: chmod go-rwx ${path}`);
  }
}

function readKeys(path: string): SigningKeys {
  const text = readFileSync(path, 'utf8');
  try {
    return parseSigningKeys(text);
  } catch {
    throw new Error(`The file ${path} holds no signing key. Delete it, and a new one is made; students then join again by themselves.`);
  }
}
