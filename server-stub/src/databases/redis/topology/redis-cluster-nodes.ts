import type { Clock } from '../../../platform/clock';
import { type Endpoint, nameOf } from '../redis-address';
import type { StoreClient } from './redis-client';
import { RedisLink } from './redis-link';
import { RedisSubscriber } from './redis-subscriber';

export interface ClusterNodesDeps {
  readonly clock: Clock;
  /** Makes a client that is not connected, and that connects again by itself. */
  readonly createClient: (server: Endpoint, purpose: 'commands' | 'live') => StoreClient;
  /** Connections that may be open to all nodes together. */
  readonly connectionLimit: number;
  readonly onMessage: (channel: string) => void;
  readonly onRefused: () => void;
}

/**
 * The connections to a cluster's masters: one for commands to each, and one for wake-ups to those that have a channel that
 * somebody wants. Never more than the limit: commands go first, and classes that are not heard are looked at from time to time anyway.
 */
export class ClusterNodes {
  readonly #deps: ClusterNodesDeps;
  readonly #links = new Map<string, RedisLink>();
  readonly #subscribers = new Map<string, RedisSubscriber>();

  constructor(deps: ClusterNodesDeps) {
    this.#deps = deps;
  }

  /** The connection for commands, made if need be. Undefined when there may be no more connections. */
  linkTo(server: Endpoint): RedisLink | undefined {
    const name = nameOf(server);
    const known = this.#links.get(name);
    if (known !== undefined || !this.#makeRoom()) {
      return known;
    }
    const link = new RedisLink(this.#deps.createClient(server, 'commands'), this.#deps.clock);
    this.#links.set(name, link);
    return link;
  }

  /**
   * Holds connections to these masters and to no others.
   * @param channels those that somebody wants to hear, by the name of the master that has them
   */
  settle(masters: ReadonlyMap<string, Endpoint>, channels: ReadonlyMap<string, ReadonlySet<string>>): void {
    this.#leave(masters, channels);
    for (const server of masters.values()) {
      this.linkTo(server);
    }
    for (const [name, wanted] of channels) {
      const server = masters.get(name);
      if (server !== undefined) {
        this.#subscribe(server, wanted);
      }
    }
  }

  get areHealthy(): boolean {
    return [...this.#links.values()].every(link => link.isHealthy);
  }

  get openConnections(): number {
    return [...this.#links.values(), ...this.#subscribers.values()].filter(({ isConnected }) => isConnected).length;
  }

  async close(): Promise<void> {
    this.#subscribers.forEach(subscriber => subscriber.destroy());
    this.#subscribers.clear();
    await Promise.all([...this.#links.values()].map(link => link.close()));
    this.#links.clear();
  }

  /** A subscriber that has lost a channel is made anew: its client may not have noticed, and would not subscribe if the channel came back. */
  #leave(masters: ReadonlyMap<string, Endpoint>, channels: ReadonlyMap<string, ReadonlySet<string>>): void {
    for (const [name, link] of this.#links) {
      if (!masters.has(name)) {
        link.destroy();
        this.#links.delete(name);
      }
    }
    for (const [name, subscriber] of this.#subscribers) {
      if (![...subscriber.channels].every(channel => channels.get(name)?.has(channel))) {
        this.#dropSubscriber(name, subscriber);
      }
    }
  }

  #subscribe(server: Endpoint, channels: ReadonlySet<string>): void {
    const known = this.#subscribers.get(nameOf(server));
    if (known !== undefined) {
      channels.forEach(channel => known.add(channel));
    } else if (!this.#isFull) {
      const { clock, createClient, onMessage, onRefused } = this.#deps;
      const client = createClient(server, 'live');
      const deps = { client, clock, mode: 'sharded', onMessage, onHeard: onMessage, onRefused } as const;
      this.#subscribers.set(nameOf(server), new RedisSubscriber(deps, channels));
    }
  }

  get #isFull(): boolean {
    return this.#links.size + this.#subscribers.size >= this.#deps.connectionLimit;
  }

  #makeRoom(): boolean {
    const [last] = [...this.#subscribers].slice(-1);
    if (this.#isFull && last !== undefined) {
      this.#dropSubscriber(...last);
    }
    return !this.#isFull;
  }

  #dropSubscriber(name: string, subscriber: RedisSubscriber): void {
    subscriber.destroy();
    this.#subscribers.delete(name);
  }
}
