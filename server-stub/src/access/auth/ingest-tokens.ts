import { errors, type JWTHeaderParameters, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../platform/clock';
import { type Random, randomId } from '../../platform/random';
import { type KeyRing, keyOf } from './key-ring';
import { atMost } from '../../platform/cache-limit';

/** Whose token it is. Student, team and class of an event are taken from here, never from a body. */
export interface IngestClaims {
  readonly classId: string;
  readonly studentId: string;
  readonly team: string;
  readonly deviceId: string;
  /** The revision of the policy that came with the token. */
  readonly policyRevision: number;
  /** Of the enrolment that it stands for, which no other enrolment of the name has; undefined in a token of an older server. */
  readonly enrolledAtMs?: number | undefined;
  /** The class was not told of the enrolment: it is with the first report. */
  readonly isUntold?: boolean;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}

export const TOKEN_LIFE_MS = 24 * 3_600_000;
/** An expired token still delivers for the sources that it opened: a laptop that slept over the weekend loses nothing. */
export const GRACE_MS = 7 * 24 * 3_600_000;

/** By how much a clock may be set before tokens that were signed by it count as over: their students get new ones, which takes nothing from them. */
const CLOCK_TOLERANCE_MS = 3_600_000;

const ALGORITHM = 'HS256';
const ISSUER = 'cell-monitor';
const SCOPE = 'ingest';
const MAX_CACHED = 10_000;
/** Far more than our own tokens have: longer ones are not looked at. */
const MAX_TOKEN_LENGTH = 2048;

export type TokenVerdict =
  | { readonly kind: 'valid'; readonly claims: IngestClaims }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'other_scope' };

const INVALID: TokenVerdict = { kind: 'invalid' };
const OTHER_SCOPE: TokenVerdict = { kind: 'other_scope' };

/** A token whose signature was good, and the key that it was good by. */
interface Verified {
  readonly kid: string;
  readonly verdict: TokenVerdict & { kind: 'valid' };
}

/** Signs and verifies students' tokens. A verified token is remembered, so that a signature is checked once and not for every batch. */
export class IngestTokens {
  readonly #verified = new LRUCache<string, Verified>(atMost(MAX_CACHED));

  constructor(
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  async sign(claims: Omit<IngestClaims, 'issuedAtMs' | 'expiresAtMs'>): Promise<{ readonly token: string; readonly expiresAtMs: number }> {
    const issuedAtS = Math.floor(this.clock.wallMs() / 1000);
    const expiresAtS = issuedAtS + TOKEN_LIFE_MS / 1000;
    const { classId, team, deviceId, policyRevision, enrolledAtMs, isUntold } = claims;
    const { kid, secret } = this.keys.current;
    const token = await new SignJWT({
      scope: SCOPE,
      class: classId,
      team,
      device: deviceId,
      policy: policyRevision,
      enrolled: enrolledAtMs,
      ...(isUntold === true && { untold: true }),
    })
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
      .setIssuer(ISSUER)
      .setSubject(claims.studentId)
      .setJti(randomId(this.random))
      .setIssuedAt(issuedAtS)
      .setExpirationTime(expiresAtS)
      .sign(secret);
    return { token, expiresAtMs: expiresAtS * 1000 };
  }

  /** Whether it is one of ours and at most `GRACE_MS` past its end; the caller decides what an expired one may do. */
  async verify(token: string): Promise<TokenVerdict> {
    const known = this.#recall(token) ?? (await this.#verifySignature(token));
    if (known.kind === 'valid' && this.clock.wallMs() >= known.claims.expiresAtMs + GRACE_MS) {
      this.#verified.delete(token);
      return INVALID;
    }
    return known;
  }

  /** Also one of the future: a clock that was ahead would have given it a longer life. */
  isExpired({ issuedAtMs, expiresAtMs }: IngestClaims): boolean {
    const nowMs = this.clock.wallMs();
    return nowMs >= expiresAtMs || issuedAtMs - nowMs > CLOCK_TOLERANCE_MS;
  }

  /** What is known of the token, as long as its key is live. */
  #recall(token: string): TokenVerdict | undefined {
    const verified = this.#verified.get(token);
    return verified === undefined || this.keys.find(verified.kid) === undefined ? undefined : verified.verdict;
  }

  async #verifySignature(token: string): Promise<TokenVerdict> {
    if (token.length > MAX_TOKEN_LENGTH) {
      return INVALID;
    }
    try {
      const { payload, protectedHeader } = await jwtVerify(
        token,
        (header: JWTHeaderParameters) => keyOf(this.keys, header).secret,
        this.#requirements(),
      );
      const verdict = readClaims(payload);
      if (verdict.kind === 'valid') {
        this.#verified.set(token, { kid: String(protectedHeader.kid), verdict });
      }
      return verdict;
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) {
        return INVALID;
      }
      throw error;
    }
  }

  #requirements() {
    return {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      requiredClaims: ['sub', 'jti', 'iat', 'exp'],
      currentDate: new Date(this.clock.wallMs()),
      clockTolerance: GRACE_MS / 1000,
    };
  }
}

function readClaims(payload: Readonly<Record<string, unknown>>): TokenVerdict {
  if (payload['scope'] !== SCOPE) {
    return OTHER_SCOPE;
  }
  const { class: classId, sub: studentId, team, device: deviceId, policy: policyRevision, enrolled, untold, iat, exp } = payload;
  const words = [classId, studentId, team, deviceId];
  if (!words.every(word => typeof word === 'string') || [policyRevision, iat, exp].some(value => typeof value !== 'number')) {
    return INVALID;
  }
  const [classWord, studentWord, teamWord, deviceWord] = words as [string, string, string, string];
  const claims = {
    classId: classWord,
    studentId: studentWord,
    team: teamWord,
    deviceId: deviceWord,
    policyRevision: policyRevision as number,
    ...(typeof enrolled === 'number' && { enrolledAtMs: enrolled }),
    ...(untold === true && { isUntold: true }),
    issuedAtMs: (iat as number) * 1000,
    expiresAtMs: (exp as number) * 1000,
  };
  return { kind: 'valid', claims };
}

/** The token of an `Authorization: Bearer` header, or undefined. */
export function bearerToken(header: string | undefined): string | undefined {
  const match = header === undefined ? null : /^Bearer +(\S+) *$/iu.exec(header);
  return match?.[1];
}
