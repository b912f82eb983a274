import { LRUCache } from 'lru-cache';
import type { Role } from '../../../../src/protocol';
import type { HubRole } from '../../config/hub-roles';
import type { Clock } from '../../platform/clock';
import { HttpProblem } from '../../http/problem';
import type { HubClient } from './hub-client';
import { roleOf } from './hub-user';
import { atMost } from '../../platform/cache-limit';

/** How long a user who was taken out of a group may go unnoticed. */
const FRESH_MS = 60_000;
/** Far more than a course has. */
const MAX_KNOWN = 1000;

/** This server as the hub knows it. */
export interface HubService {
  /** Where browsers find the hub's pages: an address or a path, without a trailing slash. */
  readonly hubUrl: string;
  readonly clientId: string;
  /** Of its API, and the secret of its OAuth client. */
  readonly token: string;
  readonly roles: readonly HubRole[];
}

/** What became of somebody who came back from the hub. */
export type HubSignIn =
  | { readonly kind: 'signed_in'; readonly name: string; readonly role: Role }
  /** The hub says who it is, and no group of theirs has a role here. */
  | { readonly kind: 'no_role' }
  /** The hub does not know the code, or its owner is no user. */
  | { readonly kind: 'refused' };

interface KnownRole {
  readonly askedAtMs: number;
  readonly role: Role | undefined;
}

/** Instructors who sign in with the hub: a group of theirs gives them their role, for as long as they are in it. */
export class HubStaff {
  readonly #client: Pick<HubClient, 'whose' | 'find' | 'redeem'>;
  readonly #service: HubService;
  readonly #clock: Clock;
  readonly #known = new LRUCache<string, KnownRole>(atMost(MAX_KNOWN));
  readonly #asked = new Map<string, Promise<Role | undefined>>();

  constructor(client: Pick<HubClient, 'whose' | 'find' | 'redeem'>, service: HubService, clock: Clock) {
    this.#client = client;
    this.#service = service;
    this.#clock = clock;
  }

  /** Where a browser goes so that the hub says whose it is. The hub sends it back to the one address that it has for this server. */
  signInAddress(state: string): string {
    const { hubUrl, clientId } = this.#service;
    return `${hubUrl}/api/oauth2/authorize?${String(new URLSearchParams({ response_type: 'code', client_id: clientId, state }))}`;
  }

  /** @param code that the hub gave the browser @throws HttpProblem `unavailable` when the hub does not say */
  async signIn(code: string): Promise<HubSignIn> {
    const { clientId: id, token: secret, roles } = this.#service;
    const token = await this.#client.redeem(code, { id, secret });
    const user = token === undefined ? undefined : await this.#client.whose(token);
    if (user === undefined) {
      return { kind: 'refused' };
    }
    const role = roleOf(user, roles);
    this.#remember(user.name, role);
    return role === undefined ? { kind: 'no_role' } : { kind: 'signed_in', name: user.name, role };
  }

  /**
   * What a user may do now; undefined for nothing. A hub that does not say takes no right away.
   * @param roleAtSignIn what they could do then
   */
  async roleNow(name: string, roleAtSignIn: Role): Promise<Role | undefined> {
    const known = this.#known.get(name);
    if (known !== undefined && this.#clock.monotonicMs() - known.askedAtMs < FRESH_MS) {
      return known.role;
    }
    const asking = this.#askOnce(name, known === undefined ? roleAtSignIn : known.role);
    // Nobody waits for a hub to say what it said a minute ago.
    return known === undefined ? asking : known.role;
  }

  #askOnce(name: string, roleSoFar: Role | undefined): Promise<Role | undefined> {
    const asking = this.#asked.get(name) ?? this.#ask(name, roleSoFar).finally(() => this.#asked.delete(name));
    this.#asked.set(name, asking);
    return asking;
  }

  async #ask(name: string, roleSoFar: Role | undefined): Promise<Role | undefined> {
    try {
      const user = await this.#client.find(name, this.#service.token);
      return this.#remember(name, user && roleOf(user, this.#service.roles));
    } catch (error) {
      if (error instanceof HttpProblem) {
        return this.#remember(name, roleSoFar);
      }
      throw error;
    }
  }

  #remember(name: string, role: Role | undefined): Role | undefined {
    this.#known.set(name, { askedAtMs: this.#clock.monotonicMs(), role });
    return role;
  }
}
