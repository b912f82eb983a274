import type { Server } from 'node:https';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../../config/config';
import { systemClock } from '../../platform/clock';
import { type Certificate, type CertificateFiles, readCertificate } from './certificate-files';
import { followRenewals } from './renewal';

/** What a server needs to speak https, and to go on when its certificate is renewed. */
export interface Tls {
  readonly files: CertificateFiles;
  readonly certificate: Certificate;
}

/** Undefined for plain http. @throws Error with words for the operator */
export function openTls({ tlsCert, tlsKey }: Config): Tls | undefined {
  if (tlsCert === undefined || tlsKey === undefined) {
    return undefined;
  }
  const files = { certFile: tlsCert, keyFile: tlsKey };
  return { files, certificate: readCertificate(files) };
}

/** Takes up renewed files until the signal comes. */
export function renewCertificate(tls: Tls | undefined, app: FastifyInstance, logger: Logger, signal: AbortSignal): void {
  if (tls !== undefined) {
    const { files, certificate } = tls;
    followRenewals({ files, current: certificate, server: app.server as Server, clock: systemClock, logger, signal });
  }
}
