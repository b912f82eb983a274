import { ErrorReply } from '@redis/client';
import type { Clock } from '../../../platform/clock';
import { LogUnavailableError } from '../../log-unavailable';
import { type Endpoint, nameOf } from '../redis-address';
import type { StoreClient } from './redis-client';
import { NOT_CONNECTED, toLogUnavailable } from '../redis-failure';
import { RedisLink, type Send } from './redis-link';
import { sendByHash } from './send-script';
import type { RedisScript } from '../redis-script';
import { RedisSubscriber } from './redis-subscriber';
import type { RedisTopology, WakeUpListener } from './redis-topology';

export interface MasterDeps {
  readonly clock: Clock;
  /** Makes a client that is not connected, and that connects again by itself. */
  readonly createClient: (server: Endpoint, purpose: 'commands' | 'live') => StoreClient;
  readonly listener: WakeUpListener;
  /** Matches every channel that may be asked for: one subscription hears them all. */
  readonly livePattern: string;
}

interface Connections {
  readonly server: Endpoint;
  readonly link: RedisLink;
  readonly subscriber: RedisSubscriber;
}

/** One server that takes everything, over a connection for commands and one for wake-ups. It may give way to another. */
export class RedisMaster implements RedisTopology {
  readonly #deps: MasterDeps;
  #current: Connections | undefined;
  #isReadOnly = false;
  #isClosed = false;

  constructor(deps: MasterDeps) {
    this.#deps = deps;
  }

  /** Whether it answers and takes writes, as far as is known. */
  get isHealthy(): boolean {
    return !this.#isReadOnly && (this.#current?.link.isHealthy ?? false);
  }

  /** From now on this server is the master. What is under way on the old one fails, its outcome unknown. */
  moveTo(server: Endpoint): void {
    if (this.#isClosed || (this.#current !== undefined && nameOf(this.#current.server) === nameOf(server))) {
      return;
    }
    this.#hangUp();
    this.#isReadOnly = false;
    const { createClient, clock } = this.#deps;
    const link = new RedisLink(createClient(server, 'commands'), clock);
    this.#current = { server, link, subscriber: this.#subscribe(createClient(server, 'live')) };
  }

  async run<T>(_key: string, send: Send<T>): Promise<T> {
    const link = this.#current?.link;
    if (link === undefined) {
      throw new LogUnavailableError(NOT_CONNECTED);
    }
    try {
      return await link.attempt(send);
    } catch (error) {
      this.#isReadOnly ||= error instanceof ErrorReply && /\bREADONLY\b/u.test(error.message);
      throw toLogUnavailable(error, link.failure);
    }
  }

  runScript<Parameters extends readonly unknown[], Reply>(
    script: RedisScript<Parameters, Reply>,
    ...parameters: Parameters
  ): Promise<Reply> {
    const prepared = { script, call: script.call(...parameters) };
    return this.run(prepared.call.keys[0], sendByHash(prepared));
  }

  /** Every channel is heard already. */
  hear(): void {
    // Nothing to do.
  }

  get openConnections(): number {
    const { link, subscriber } = this.#current ?? {};
    return Number(link?.isConnected ?? false) + Number(subscriber?.isConnected ?? false);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#current?.subscriber.destroy();
    await this.#current?.link.close();
  }

  #subscribe(client: StoreClient): RedisSubscriber {
    const { clock, listener, livePattern } = this.#deps;
    return new RedisSubscriber(
      {
        client,
        clock,
        mode: 'patterns',
        onMessage: channel => listener.wake(channel),
        onHeard: () => listener.wakeAll(),
        onRefused: () => undefined,
      },
      [livePattern],
    );
  }

  #hangUp(): void {
    this.#current?.link.destroy();
    this.#current?.subscriber.destroy();
  }
}
