import { LogUnavailableError } from '../../log-unavailable';
import type { Endpoint } from '../redis-address';
import type { StoreClient } from './redis-client';
import { GuideCannotTellError, RedisGuide } from './redis-guide';
import type { Send } from './redis-link';
import { type MasterDeps, RedisMaster } from './redis-master';
import type { RedisScript } from '../redis-script';
import type { RedisTopology } from './redis-topology';

const FAILOVER_CHANNEL = '+switch-master';

export interface SentinelDeps extends MasterDeps {
  readonly sentinels: readonly Endpoint[];
  readonly masterName: string;
  /** Makes a client of a sentinel that is not connected, and that does not connect again by itself. */
  readonly createSentinelClient: (sentinel: Endpoint) => StoreClient;
}

/** The master that sentinels watch. One of them is asked where it is, and tells of every failover; there is always one connection to it. */
export class SentinelTopology implements RedisTopology {
  readonly #deps: SentinelDeps;
  readonly #master: RedisMaster;
  readonly #guide: RedisGuide;
  #isFound = false;
  readonly #onFailover = (message: string): void => {
    const move = readFailover(message);
    if (move?.masterName === this.#deps.masterName) {
      this.#find(move.master);
    }
  };

  constructor(deps: SentinelDeps) {
    this.#deps = deps;
    this.#master = new RedisMaster(deps);
    this.#guide = new RedisGuide({
      clock: deps.clock,
      candidates: () => deps.sentinels,
      createClient: deps.createSentinelClient,
      ask: client => this.#ask(client),
      isInTrouble: () => !this.#master.isHealthy,
    });
  }

  async run<T>(key: string, send: Send<T>): Promise<T> {
    return this.#found().run(key, send);
  }

  async runScript<Parameters extends readonly unknown[], Reply>(
    script: RedisScript<Parameters, Reply>,
    ...parameters: Parameters
  ): Promise<Reply> {
    return this.#found().runScript(script, ...parameters);
  }

  hear(): void {
    this.#master.hear();
  }

  get openConnections(): number {
    return this.#master.openConnections + Number(this.#guide.isConnected);
  }

  close(): Promise<void> {
    this.#guide.destroy();
    return this.#master.close();
  }

  #found(): RedisMaster {
    if (!this.#isFound) {
      throw new LogUnavailableError(`no sentinel says where the Redis master is: ${this.#guide.failure}`);
    }
    return this.#master;
  }

  async #ask(client: StoreClient): Promise<void> {
    const { masterName } = this.#deps;
    await client.subscribe(FAILOVER_CHANNEL, this.#onFailover);
    const reply = await client.sendCommand<[string, string] | null>(['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', masterName]);
    if (reply === null) {
      throw new GuideCannotTellError('it knows no master of the name in the Redis URL');
    }
    this.#find({ host: reply[0], port: Number(reply[1]) });
  }

  #find(master: Endpoint): void {
    this.#isFound = true;
    this.#master.moveTo(master);
  }
}

/** Reads what sentinels publish after a failover: the master's name, its old address and its new one. */
export function readFailover(message: string): { readonly masterName: string; readonly master: Endpoint } | undefined {
  const [masterName, , , host, port, ...rest] = message.split(' ');
  return masterName === undefined || host === undefined || port === undefined || rest.length > 0
    ? undefined
    : { masterName, master: { host, port: Number(port) } };
}
