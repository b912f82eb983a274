import type { SecureContextOptions } from 'node:tls';
import type { FastifyBaseLogger } from 'fastify';
import { type Clock, every } from '../../platform/clock';
import { type Certificate, type CertificateFiles, readCertificate } from './certificate-files';

/** How often the files are looked at. Certificates are renewed weeks before their end. */
const CHECK_MS = 60_000;

export interface RenewalDeps {
  readonly files: CertificateFiles;
  /** What the server started with. */
  readonly current: Certificate;
  readonly server: { setSecureContext(options: SecureContextOptions): void };
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  /** Ends the looking. */
  readonly signal: AbortSignal;
}

/**
 * Takes up a renewed certificate without a restart: open connections go on, new ones get the new one.
 * Files that cannot be used, such as half-written ones, change nothing; they are reported once, and looked at again.
 */
export function followRenewals({ files, current, server, clock, logger, signal }: RenewalDeps): void {
  let used = current;
  let reported = '';
  const look = (): void => {
    const found = readCertificate(files);
    if (found.cert !== used.cert || found.key !== used.key) {
      server.setSecureContext(found);
      used = found;
      logger.info('took up a renewed certificate');
    }
    reported = '';
  };
  const stop = every(clock, CHECK_MS, () => {
    try {
      look();
    } catch (error) {
      const { message } = error as Error;
      if (message !== reported) {
        logger.warn({ reason: message }, 'the certificate files cannot be used; the earlier certificate stays in use');
      }
      reported = message;
    }
  });
  signal.addEventListener('abort', stop);
}
