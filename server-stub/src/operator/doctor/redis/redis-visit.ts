import { type Endpoint, nameOf, type RedisAccess } from '../../../databases/redis/redis-address';
import { createStoreClient, destroyClient, type StoreClient } from '../../../databases/redis/topology/redis-client';
import { describeRedisFailure, NO_ANSWER } from '../../../databases/redis/redis-failure';
import type { Clock } from '../../../platform/clock';

/** What was asked of one server, or in words why it did not answer. */
export type Visit<T> =
  | { readonly kind: 'answered'; readonly address: string; readonly answer: T }
  | { readonly kind: 'unreachable'; readonly address: string; readonly reason: string };

/** Longer than connecting may take, and the examination of a slow server. */
const TIME_LIMIT_MS = 8000;

/** Connects to one server for this once, asks, and hangs up. Never rejects. */
export async function visitRedis<T>(
  server: Endpoint,
  access: RedisAccess,
  clock: Clock,
  ask: (client: StoreClient) => Promise<T>,
): Promise<Visit<T>> {
  const address = nameOf(server);
  const client = createStoreClient({ server, access, name: 'cell-monitor-doctor', reconnect: undefined });
  // Its errors come back from what is awaited, too.
  client.on('error', () => undefined);
  let isLate = false;
  const stopWaiting = clock.setTimeout(() => {
    isLate = true;
    destroyClient(client);
  }, TIME_LIMIT_MS);
  try {
    await client.connect();
    return { kind: 'answered', address, answer: await ask(client) };
  } catch (error) {
    return { kind: 'unreachable', address, reason: isLate ? NO_ANSWER : describeRedisFailure(error, NO_ANSWER) };
  } finally {
    stopWaiting();
    destroyClient(client);
  }
}
