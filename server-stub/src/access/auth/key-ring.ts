import { errors } from 'jose';
import type { Clock } from '../../platform/clock';
import type { SigningKey, SigningKeys } from './signing-key';

/** Anybody can name a key that is none; the file is not read for each of them. */
const REREAD_MS = 1000;

/** Where the keys are kept. */
export interface KeySource {
  /** @throws Error while they cannot be read */
  read(): SigningKeys;
  readonly clock: Clock;
}

/**
 * The live signing keys. Asked for one that it does not know, it looks again where they are kept: another process, or another server,
 * signs with a new key as soon as it has been started again, and its students come here, too.
 */
export class KeyRing {
  #keys: SigningKeys;
  readonly #source: KeySource | undefined;
  #rereadAtMs = Number.NEGATIVE_INFINITY;

  /** @param source undefined for keys that never change */
  constructor(keys: SigningKeys, source?: KeySource) {
    this.#keys = keys;
    this.#source = source;
  }

  /** The one to sign with. */
  get current(): SigningKey {
    return this.#keys.current;
  }

  find(kid: string): SigningKey | undefined {
    const known = this.#known(kid);
    return known === undefined && this.#reread() ? this.#known(kid) : known;
  }

  #known(kid: string): SigningKey | undefined {
    const { current, previous } = this.#keys;
    return [current, previous].find(key => key?.kid === kid);
  }

  #reread(): boolean {
    const nowMs = this.#source?.clock.monotonicMs() ?? 0;
    if (this.#source === undefined || nowMs - this.#rereadAtMs < REREAD_MS) {
      return false;
    }
    this.#rereadAtMs = nowMs;
    try {
      this.#keys = this.#source.read();
      return true;
    } catch {
      // Half copied, perhaps. The keys that were good still are.
      return false;
    }
  }
}

/** The key that a token says it was signed with. @throws JOSEError when that is no live one */
export function keyOf(keys: KeyRing, { kid }: { readonly kid?: string }): SigningKey {
  const key = kid === undefined ? undefined : keys.find(kid);
  if (key === undefined) {
    throw new errors.JWKSNoMatchingKey();
  }
  return key;
}
