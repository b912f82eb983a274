import { ErrorReply } from '@redis/client';
import type { Clock } from '../../../platform/clock';
import { LogUnavailableError } from '../../log-unavailable';
import { type Endpoint, nameOf } from '../redis-address';
import type { StoreClient } from './redis-client';
import { ClusterNodes } from './redis-cluster-nodes';
import { CLOSED, toLogUnavailable } from '../redis-failure';
import { GuideCannotTellError, RedisGuide } from './redis-guide';
import type { Send } from './redis-link';
import { sendByHash, sendWhole } from './send-script';
import { readRedirect, SlotMap, type SlotRange } from './redis-slots';
import type { RedisScript } from '../redis-script';
import type { RedisTopology, WakeUpListener } from './redis-topology';

const MAX_REDIRECTS = 3;

export interface ClusterDeps {
  readonly clock: Clock;
  /** Nodes that can tell of all others. */
  readonly seeds: readonly Endpoint[];
  /** Makes a client that is not connected, and that connects again by itself. */
  readonly createClient: (server: Endpoint, purpose: 'commands' | 'live') => StoreClient;
  /** Makes a client that does not connect again by itself. */
  readonly createGuideClient: (server: Endpoint) => StoreClient;
  readonly listener: WakeUpListener;
  readonly connectionLimit: number;
}

/**
 * A cluster: each class lives on the master that has its slot. One node is asked who has which, at the start, from time to
 * time and in trouble; what the nodes themselves say of a slot that has moved counts at once.
 */
export class ClusterTopology implements RedisTopology {
  readonly #deps: ClusterDeps;
  readonly #nodes: ClusterNodes;
  readonly #guide: RedisGuide;
  readonly #channels = new Set<string>();
  #slots = new SlotMap();
  #isOutdated = true;
  #isClosed = false;

  constructor(deps: ClusterDeps) {
    this.#deps = deps;
    this.#nodes = new ClusterNodes({
      ...deps,
      connectionLimit: deps.connectionLimit - 1,
      onMessage: channel => deps.listener.wake(channel),
      onRefused: () => this.#doubt(),
    });
    this.#guide = new RedisGuide({
      clock: deps.clock,
      candidates: () => this.#candidates(),
      createClient: deps.createGuideClient,
      ask: (client, server) => this.#ask(client, server),
      isInTrouble: () => this.#isOutdated || !this.#nodes.areHealthy,
    });
  }

  run<T>(key: string, send: Send<T>): Promise<T> {
    return this.#run(key, send, send);
  }

  runScript<Parameters extends readonly unknown[], Reply>(
    script: RedisScript<Parameters, Reply>,
    ...parameters: Parameters
  ): Promise<Reply> {
    const prepared = { script, call: script.call(...parameters) };
    return this.#run(prepared.call.keys[0], sendByHash(prepared), sendWhole(prepared));
  }

  /** @param sendOnce how to send to a node that serves no more than the one command */
  async #run<T>(key: string, send: Send<T>, sendOnce: Send<T>): Promise<T> {
    let server = this.#ownerOf(key);
    let attempt = send;
    for (let redirects = 0; ; redirects++) {
      const link = this.#nodes.linkTo(server);
      if (link === undefined) {
        throw new LogUnavailableError(this.#limitReason());
      }
      try {
        return await link.attempt(attempt);
      } catch (error) {
        const redirect = error instanceof ErrorReply ? readRedirect(error.message, server) : undefined;
        if (redirect === undefined || redirects === MAX_REDIRECTS || this.#isClosed) {
          throw toLogUnavailable(error, link.failure);
        }
        server = redirect.to;
        attempt = redirect.isAsk ? asking(sendOnce) : send;
        if (!redirect.isAsk) {
          this.#noteMove(key, server);
        }
      }
    }
  }

  hear(channel: string): void {
    this.#channels.add(channel);
    this.#settle();
  }

  get openConnections(): number {
    return this.#nodes.openConnections + Number(this.#guide.isConnected);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#guide.destroy();
    await this.#nodes.close();
  }

  #ownerOf(key: string): Endpoint {
    if (this.#isClosed) {
      throw new LogUnavailableError(CLOSED);
    }
    const owner = this.#slots.ownerOf(key);
    if (owner === undefined) {
      const reason = this.#slots.masters().size === 0 ? `no node of the Redis cluster answers: ${this.#guide.failure}` : NO_OWNER;
      throw new LogUnavailableError(reason);
    }
    return owner;
  }

  #candidates(): readonly Endpoint[] {
    const known = new Map(this.#deps.seeds.map(seed => [nameOf(seed), seed]));
    return [...new Map([...known, ...this.#slots.masters()]).values()];
  }

  async #ask(client: StoreClient, asked: Endpoint): Promise<void> {
    const ranges = await client.clusterSlots().catch((error: unknown) => {
      throw isNoCluster(error) ? new GuideCannotTellError('it is a single Redis, whose URL must begin with redis://') : error;
    });
    if (ranges.length === 0) {
      throw new GuideCannotTellError('nobody has taken its slots yet');
    }
    this.#slots = new SlotMap(ranges.map(({ from, to, master }) => toSlotRange(from, to, master, asked)));
    this.#isOutdated = false;
    this.#settle();
  }

  /** Many commands learn of one move at the same time. */
  #noteMove(key: string, owner: Endpoint): void {
    const known = this.#slots.ownerOf(key);
    if (known === undefined || nameOf(known) !== nameOf(owner)) {
      this.#slots.move(key, owner);
      this.#doubt();
      this.#settle();
    }
  }

  #doubt(): void {
    this.#isOutdated = true;
    this.#guide.askSoon();
  }

  #settle(): void {
    if (!this.#isClosed) {
      this.#nodes.settle(this.#slots.masters(), this.#channelsByMaster());
    }
  }

  #channelsByMaster(): ReadonlyMap<string, ReadonlySet<string>> {
    const channels = new Map<string, Set<string>>();
    for (const channel of this.#channels) {
      const owner = this.#slots.ownerOf(channel);
      if (owner !== undefined) {
        const name = nameOf(owner);
        channels.set(name, (channels.get(name) ?? new Set()).add(channel));
      }
    }
    return channels;
  }

  #limitReason(): string {
    const masters = this.#slots.masters().size;
    return (
      `the ${String(masters)} masters of the Redis cluster need more than the ${String(this.#deps.connectionLimit)} connections ` +
      `allowed: set CELL_MONITOR_REDIS_CONNECTIONS to ${String(2 * masters + 1)} or more`
    );
  }
}

const NO_OWNER = 'the Redis cluster has no node for this class';

const isNoCluster = (error: unknown): boolean => error instanceof ErrorReply && error.message.includes('cluster support disabled');

/** A node that does not know its own host leaves it out. */
function toSlotRange(
  from: number,
  to: number,
  master: { readonly host: string | null; readonly port: number },
  asked: Endpoint,
): SlotRange {
  return { from, to, master: { host: master.host || asked.host, port: master.port } };
}

/** Sends to a node that is taking a slot over. It serves the one command after `ASKING`, so `send` must be no more than that. */
function asking<T>(send: Send<T>): Send<T> {
  return async client => {
    const [, reply] = await Promise.all([client.sendCommand(['ASKING']), send(client)]);
    return reply;
  };
}
