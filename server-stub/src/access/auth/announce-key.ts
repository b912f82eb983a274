import type { FastifyBaseLogger } from 'fastify';
import type { KeyRing } from './key-ring';

/** Where servers on one store tell each other which key they sign with. */
export interface SigningKeyNotice {
  /** Notes the key's id. @returns the one that was noted before @throws LogUnavailableError */
  swapSigningKeyId(keyId: string): Promise<string | undefined>;
}

/**
 * Notes in the store which key this server signs with, and warns when the last to do so signed with one that is not among this server's:
 * then each of them refuses the other's students.
 * @throws LogUnavailableError
 */
export async function announceKey(notice: SigningKeyNotice, keys: KeyRing, logger: Pick<FastifyBaseLogger, 'error'>): Promise<void> {
  const { kid } = keys.current;
  const seen = await notice.swapSigningKeyId(kid);
  if (seen !== undefined && keys.find(seen) === undefined) {
    logger.error(
      { ownKey: kid, otherKey: seen },
      'a server on this store signs with another key: students of the one are refused by the other. Give all servers the same file by ' +
        'CELL_MONITOR_SIGNING_KEY_FILE. If there is no other server, and the key was lost or replaced: students join again by themselves',
    );
  }
}
