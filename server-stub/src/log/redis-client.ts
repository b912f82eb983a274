import { createClient } from '@redis/client';
import { registryScripts } from '../registry/redis-registry-scripts';
import type { Random } from '../platform/random';
import { logScripts } from './redis-scripts';
import { StoreUnusableError } from './store';

export type StoreClient = ReturnType<typeof makeClient>;

const CONNECT_TIMEOUT_MS = 5_000;

/** A silent connection is tried at this interval, so a dead one is noticed without traffic. */
const PING_INTERVAL_MS = 5_000;
/** A connection that carries nothing for so long, pings included, is given up and made again. */
const SILENCE_LIMIT_MS = 12_000;

/** Commands that may wait for a reply on one connection; beyond that they fail at once and memory stays flat. */
const MAX_COMMANDS_IN_FLIGHT = 10_000;

const FIRST_RECONNECT_MS = 100;
const LONGEST_RECONNECT_MS = 3_000;

/** How long to wait before the next attempt to connect: doubling to a cap, with jitter over its upper half. */
export function reconnectDelayMs(retries: number, random: Random): number {
  const cap = Math.min(FIRST_RECONNECT_MS * 2 ** Math.min(retries, 10), LONGEST_RECONNECT_MS);
  return Math.round((cap / 2) * (1 + random.fraction()));
}

/**
 * Makes a client that is not connected yet. Once it is told to connect it tries for ever; meanwhile its commands fail at once,
 * and none is ever sent a second time.
 * @throws StoreUnusableError when the URL is none that we can use; the message does not repeat it, since it may hold a password
 */
export function createStoreClient(url: string, name: string, random: Random): StoreClient {
  refuseOtherSchemes(url);
  try {
    return makeClient(url, name, random);
  } catch {
    throw new StoreUnusableError('The Redis URL is not valid. It should look like redis://user:password@host:6379/0.');
  }
}

function makeClient(url: string, name: string, random: Random) {
  return createClient({
    url,
    name,
    scripts: { ...logScripts, ...registryScripts },
    disableOfflineQueue: true,
    commandsQueueMaxLength: MAX_COMMANDS_IN_FLIGHT,
    pingInterval: PING_INTERVAL_MS,
    maintNotifications: 'disabled',
    socket: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_LIMIT_MS,
      reconnectStrategy: retries => reconnectDelayMs(retries, random),
    },
  });
}

function refuseOtherSchemes(url: string): void {
  const scheme = /^([a-z+]+):\/\//iu.exec(url)?.[1]?.toLowerCase();
  if (scheme === 'redis+sentinel' || scheme === 'redis+cluster') {
    throw new StoreUnusableError(
      `This version cannot use ${scheme}:// yet. Give it one Redis server, as redis://host:6379 or rediss://host:6379.`,
    );
  }
  if (scheme !== 'redis' && scheme !== 'rediss') {
    throw new StoreUnusableError('The Redis URL must start with redis:// or rediss://.');
  }
}
