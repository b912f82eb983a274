import { errors, type JWTHeaderParameters, jwtVerify, SignJWT } from 'jose';
import { LogUnavailableError } from '../../databases/log-unavailable';
import type { Cancel, Clock } from '../../platform/clock';
import { settledMs, SETTLING_MS } from '../../platform/watched-clock';
import { type Random, randomId } from '../../platform/random';
import { isRole, type Role } from '../../../../src/protocol';
import type { InstructorRecord } from '../staff/staff';
import type { EndedSessions } from '../sessions/ended-sessions';
import { digestOf, hubInstructor, type Instructor, isSameDigest, OWNER_ID, ownerOf } from '../staff/instructor';
import { type KeyRing, keyOf } from './key-ring';
import { deriveSessionKey, digest, type SigningKey } from './signing-key';
import type { StaffDirectory } from '../staff/staff-directory';

export const SESSION_LIFE_MS = 12 * 3_600_000;
/** By how much a clock may be set before a session that was opened by it is over: it would last longer than it may. */
const CLOCK_TOLERANCE_MS = 3_600_000;

const ALGORITHM = 'HS256';
const SCOPE = 'instructor';
const ID_BITS = 128;

/** A JupyterHub that instructors sign in with. */
interface HubRoles {
  /** What one of its users may do now; undefined for nothing. */
  roleNow(name: string, roleAtSignIn: Role): Promise<Role | undefined>;
}

export interface AccessDeps {
  /** The one of the settings. */
  readonly ownerToken: string;
  readonly staff: StaffDirectory;
  readonly keys: KeyRing;
  readonly ended: EndedSessions;
  /** Undefined: nobody signs in with a hub. */
  readonly hubStaff?: HubRoles | undefined;
  readonly clock: Clock;
  readonly random: Random;
}

/** What a session's cookie says. */
interface Session {
  /** The instructor's. */
  readonly id: string;
  readonly sessionId: string;
  readonly expiresAtMs: number;
  /** A fingerprint of the token that opened it, unless a hub's word did. */
  readonly token: unknown;
  /** The user whom the hub named, and their role then. */
  readonly hubUser: { readonly name: string; readonly role: Role } | undefined;
  /** What it was signed with. */
  readonly key: SigningKey;
}

/**
 * Knows instructors by their tokens, or by sessions that a token or a hub's word opened. A session's cookie says who, and holds a fingerprint of the
 * token's digest and not the token; what that one may do is looked up each time. So it ends with the
 * token; and when it is ended, wherever its cookie was copied to.
 */
export class InstructorAccess {
  readonly #owner: ReturnType<typeof ownerOf>;
  readonly #deps: AccessDeps;

  constructor(deps: AccessDeps) {
    this.#owner = ownerOf(deps.ownerToken);
    this.#deps = deps;
  }

  /** Calls back when some instructor's right ended on this server. */
  onWithdrawal(listener: () => void): Cancel {
    return this.#deps.staff.onWithdrawal(listener);
  }

  /** The owner is recognised without the store, and so can look at the server while the log is down. @throws LogUnavailableError */
  async byToken(token: string): Promise<Instructor | undefined> {
    const tokenDigest = digestOf(token);
    if (isSameDigest(tokenDigest, this.#owner.tokenDigest)) {
      return this.#owner;
    }
    const records = await this.#deps.staff.list();
    return toInstructor(records.find(record => isSameDigest(record.tokenDigest, tokenDigest)));
  }

  /** @returns the session's cookie */
  async openSession({ id, name, role, tokenDigest }: Instructor): Promise<string> {
    const { keys, clock, random } = this.#deps;
    const issuedAtS = Math.floor(clock.wallMs() / 1000);
    const opener = tokenDigest === undefined ? { hubUser: name, role } : { token: fingerprint(keys.current, tokenDigest) };
    return new SignJWT({ scope: SCOPE, ...opener })
      .setProtectedHeader({ alg: ALGORITHM, kid: keys.current.kid })
      .setSubject(id)
      .setJti(randomId(random, ID_BITS))
      .setIssuedAt(issuedAtS)
      .setExpirationTime(issuedAtS + SESSION_LIFE_MS / 1000)
      .sign(deriveSessionKey(keys.current));
  }

  /** @throws LogUnavailableError */
  async bySession(cookie: string): Promise<Instructor | undefined> {
    const session = await this.#readSession(cookie);
    if (session === undefined || (await this.#isEnded(session.sessionId))) {
      return undefined;
    }
    if (session.hubUser !== undefined) {
      return this.#ofHub(session.hubUser);
    }
    const who = await this.#byId(session.id);
    return who?.tokenDigest !== undefined && session.token === fingerprint(session.key, who.tokenDigest) ? who : undefined;
  }

  /** A server that is no service of the hub any more knows none of its users. */
  async #ofHub({ name, role }: { readonly name: string; readonly role: Role }): Promise<Instructor | undefined> {
    const now = await this.#deps.hubStaff?.roleNow(name, role);
    return now && hubInstructor(name, now);
  }

  /** Ends a session for everybody who has its cookie. A cookie that is none is none afterwards. @throws LogUnavailableError */
  async endSession(cookie: string): Promise<void> {
    const session = await this.#readSession(cookie);
    if (session !== undefined) {
      // For as much longer as one of then may still be good where the clock was set forward.
      await this.#deps.ended.add(session.sessionId, session.expiresAtMs, this.#deps.clock.wallMs() - SETTLING_MS);
    }
  }

  /** A store that is down takes no right away: the owner looks at the server then, too. */
  async #isEnded(sessionId: string): Promise<boolean> {
    try {
      return await this.#deps.ended.has(sessionId);
    } catch (error) {
      if (error instanceof LogUnavailableError) {
        return false;
      }
      throw error;
    }
  }

  async #byId(id: string): Promise<Instructor | undefined> {
    if (id === OWNER_ID) {
      return this.#owner;
    }
    return toInstructor((await this.#deps.staff.list()).find(record => record.id === id));
  }

  async #readSession(cookie: string): Promise<Session | undefined> {
    const { keys, clock } = this.#deps;
    try {
      const options = {
        algorithms: [ALGORITHM],
        requiredClaims: ['sub', 'iat', 'exp'],
        currentDate: new Date(settledMs(clock, SETTLING_MS)),
      };
      const { payload, protectedHeader } = await jwtVerify(
        cookie,
        (header: JWTHeaderParameters) => deriveSessionKey(keyOf(keys, header)),
        options,
      );
      const key = keyOf(keys, protectedHeader);
      const { sub, iat, exp, jti, scope, token, hubUser: name, role } = payload;
      const hubUser = typeof name === 'string' && isRole(role) ? { name, role } : undefined;
      // A cookie of an older server has no id of its own: all that one has opened in the same second end together.
      const sessionId = jti ?? `${String(sub)} ${String(iat)}`;
      if (Number(iat) * 1000 - clock.wallMs() > CLOCK_TOLERANCE_MS) {
        return undefined;
      }
      return scope === SCOPE ? { id: String(sub), sessionId, expiresAtMs: Number(exp) * 1000, token, hubUser, key } : undefined;
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) {
        return undefined;
      }
      throw error;
    }
  }
}

function toInstructor(record: InstructorRecord | undefined): Instructor | undefined {
  return record && { ...record, isGuessable: false };
}

/** Tells nothing of the token to whoever reads the cookie. */
function fingerprint(key: SigningKey, tokenDigest: string): string {
  return digest(key.secret, tokenDigest).toString('base64url');
}
