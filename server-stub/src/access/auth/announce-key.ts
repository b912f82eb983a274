import type { FastifyBaseLogger } from 'fastify';
import type { Registry } from '../../class/registry/registry';
import type { KeyRing } from './key-ring';

/**
 * Notes in the store which key this server signs with, and warns when the last to do so signed with one that is not among this server's:
 * then each of them refuses the other's students.
 * @throws LogUnavailableError
 */
export async function announceKey(registry: Registry, keys: KeyRing, logger: Pick<FastifyBaseLogger, 'error'>): Promise<void> {
  const { kid } = keys.current;
  const seen = await registry.swapSigningKeyId(kid);
  if (seen !== undefined && keys.find(seen) === undefined) {
    logger.error(
      { ownKey: kid, otherKey: seen },
      'a server on this store signs with another key: students of the one are refused by the other. Give all servers the same file by ' +
        'CELL_MONITOR_SIGNING_KEY_FILE. If there is no other server, and the key was lost or replaced: students join again by themselves',
    );
  }
}
