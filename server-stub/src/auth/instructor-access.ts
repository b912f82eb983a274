import { timingSafeEqual } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../platform/clock';
import { deriveSessionKey, digest, type SigningKey } from './signing-key';

export const SESSION_LIFE_MS = 12 * 3_600_000;

const ALGORITHM = 'HS256';
const SCOPE = 'instructor';

/** Knows instructors by the token, or by a session that the token opened. The session's cookie does not hold the token. */
export class InstructorAccess {
  readonly #sessionKey: Uint8Array;
  readonly #tokenDigest: Buffer;

  constructor(
    instructorToken: string,
    private readonly key: SigningKey,
    private readonly clock: Clock,
  ) {
    this.#sessionKey = deriveSessionKey(key, instructorToken);
    this.#tokenDigest = digest(key.secret, instructorToken);
  }

  /** Compares in constant time. */
  isInstructorToken(token: string): boolean {
    return timingSafeEqual(digest(this.key.secret, token), this.#tokenDigest);
  }

  async openSession(): Promise<string> {
    const issuedAtS = Math.floor(this.clock.nowMs() / 1000);
    return new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuedAt(issuedAtS)
      .setExpirationTime(issuedAtS + SESSION_LIFE_MS / 1000)
      .sign(this.#sessionKey);
  }

  async isSession(value: string): Promise<boolean> {
    try {
      const options = { algorithms: [ALGORITHM], requiredClaims: ['exp'], currentDate: new Date(this.clock.nowMs()) };
      const { payload } = await jwtVerify(value, this.#sessionKey, options);
      return payload['scope'] === SCOPE;
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) {
        return false;
      }
      throw error;
    }
  }
}
