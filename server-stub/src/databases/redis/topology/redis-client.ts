import { RedisClient } from '@redis/client';
import type { Random } from '../../../platform/random';
import type { Endpoint, RedisAccess } from '../redis-address';

export type StoreClient = ReturnType<typeof createStoreClient>;

/** One for all: the library's `createClient` makes a class of its own, with some hundred commands, for every other set of options. */
const createClient = RedisClient.factory();

const CONNECT_TIMEOUT_MS = 5_000;

/** A silent connection is tried at this interval, so a dead one is noticed without traffic: within 12 s, where the usual 30 s would take a minute. */
const PING_INTERVAL_MS = 5_000;
/** A connection that carries nothing for so long, pings included, is given up and made again. */
const SILENCE_LIMIT_MS = 12_000;

/** Commands that may wait for a reply on one connection; beyond that they fail at once and memory stays flat. */
const MAX_COMMANDS_IN_FLIGHT = 10_000;

const FIRST_RECONNECT_MS = 100;
const MAX_RECONNECT_MS = 3_000;

/** How long to wait before the next attempt to connect: doubling to a cap, with jitter over its upper half. */
export function reconnectDelayMs(retries: number, random: Random): number {
  const cap = Math.min(FIRST_RECONNECT_MS * 2 ** Math.min(retries, 10), MAX_RECONNECT_MS);
  return Math.round((cap / 2) * (1 + random.fraction()));
}

export interface ClientSettings {
  readonly server: Endpoint;
  readonly access: RedisAccess;
  /** What an operator sees in Redis's list of clients. */
  readonly name: string;
  /** For the jitter of reconnecting; without it, a connection that fails or ends is not made again. */
  readonly reconnect: Random | undefined;
}

/**
 * Makes a client of one server that is not connected yet. While it has no connection its commands fail at once, and none is
 * ever sent a second time.
 *
 * Sentinels and clusters are built from such clients as well. The library's own clients for them keep commands until there is
 * a connection, send some again whose outcome is unknown, and open connections as they see fit: none of which the log may do.
 */
export function createStoreClient({ server, access, name, reconnect }: ClientSettings) {
  const { username, password, database, isTls } = access;
  return createClient({
    name,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    database,
    disableOfflineQueue: true,
    commandsQueueMaxLength: MAX_COMMANDS_IN_FLIGHT,
    // The link has a limit of its own, for sent commands too. The library's is a signal for each command that fires even after the
    // reply, which cost 4% of a busy server's time.
    commandOptions: { timeout: 0 },
    pingInterval: PING_INTERVAL_MS,
    maintNotifications: 'disabled',
    socket: {
      ...server,
      ...(isTls && { tls: true }),
      connectTimeout: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      socketTimeout: SILENCE_LIMIT_MS,
      reconnectStrategy: reconnect === undefined ? false : retries => reconnectDelayMs(retries, reconnect),
    },
  });
}

/** Hangs up at once. May be called again. */
export function destroyClient(client: StoreClient): void {
  destroyOnLateConnect(client);
  client.destroy();
}

/** The library does not call back an attempt to connect that is under way when the client is closed: its connection would stay until it is given up as silent. */
export function destroyOnLateConnect(client: StoreClient): void {
  client.on('connect', () => client.destroy());
}
