import type { Clock } from '../../../platform/clock';
import { destroyClient, type StoreClient } from './redis-client';

const RESUBSCRIBE_MS = 1_000;

export interface SubscriberDeps {
  /** Not connected yet, and from now on the subscriber's own. */
  readonly client: StoreClient;
  readonly clock: Clock;
  /** Plain channels are given as patterns; sharded ones, of a cluster, one by one. */
  readonly mode: 'patterns' | 'sharded';
  readonly onMessage: (channel: string) => void;
  /** The channel, or pattern, is heard now, for the first time or again. */
  readonly onHeard: (channel: string) => void;
  /** The server does not let us hear a channel, or has stopped to: in a cluster, it may have moved. */
  readonly onRefused: () => void;
}

/**
 * A connection that hears what is published on one server. What is published while it is away is lost, so it tells whenever
 * a channel is heard again. Nothing else goes over it: a server that moves a sharded channel away says so in a way that the
 * client takes for a reply to whatever command waits for one.
 */
export class RedisSubscriber {
  readonly #deps: SubscriberDeps;
  readonly #channels: Set<string>;
  readonly #onMessage = (_message: string, channel: string): void => this.#deps.onMessage(channel);

  constructor(deps: SubscriberDeps, channels: Iterable<string>) {
    this.#deps = deps;
    this.#channels = new Set(channels);
    const { client } = deps;
    // The command connection meets the same trouble and reports it; this one only has to survive it.
    client.on('error', () => undefined);
    client.on('ready', () => this.#channels.forEach(channel => this.#subscribe(channel)));
    client.on('sharded-channel-moved', channel => this.#retry(channel));
    client.connect().catch(() => undefined);
  }

  get isConnected(): boolean {
    return this.#deps.client.isReady;
  }

  get channels(): ReadonlySet<string> {
    return this.#channels;
  }

  add(channel: string): void {
    if (!this.#channels.has(channel)) {
      this.#channels.add(channel);
      this.#subscribeIfReady(channel);
    }
  }

  destroy(): void {
    this.#channels.clear();
    destroyClient(this.#deps.client);
  }

  /** The client keeps a subscription that once succeeded over reconnects; asking again is then free. */
  #subscribe(channel: string): void {
    const { client, mode, onHeard } = this.#deps;
    const subscribed = mode === 'patterns' ? client.pSubscribe(channel, this.#onMessage) : client.sSubscribe(channel, this.#onMessage);
    subscribed.then(
      () => onHeard(channel),
      () => this.#retry(channel),
    );
  }

  #retry(channel: string): void {
    const { clock, onRefused } = this.#deps;
    clock.setTimeout(() => this.#subscribeIfReady(channel), RESUBSCRIBE_MS);
    onRefused();
  }

  #subscribeIfReady(channel: string): void {
    if (this.#channels.has(channel) && this.#deps.client.isReady) {
      this.#subscribe(channel);
    }
  }
}
