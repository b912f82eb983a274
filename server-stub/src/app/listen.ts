import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config';
import { toHttpAddress } from '../platform/addresses';

const LISTEN_FAILURES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken. Stop the other program, or choose another port with --port',
  EACCES: 'this user may not use the port. Choose one above 1023 with --port',
  EADDRNOTAVAIL: 'this machine does not have the address. Choose another with --host',
  ENOTFOUND: 'the host name is not known. Choose another with --host',
};

/** Connections that the system takes while the server is busy; it may set a lower limit of its own. A class opens its laptops at 9:00. */
const BACKLOG = 4096;

/**
 * Starts to listen.
 * @returns the port, also when a free one was asked for
 * @throws Error with words for the operator
 */
export async function listen(app: FastifyInstance, { host, port }: Pick<Config, 'host' | 'port'>): Promise<number> {
  try {
    await app.listen({ host, port, backlog: BACKLOG });
  } catch (error) {
    const reason = LISTEN_FAILURES[(error as NodeJS.ErrnoException).code ?? ''];
    await app.close();
    throw reason === undefined ? error : new Error(`Cannot listen on ${toHttpAddress(host, port)}: ${reason}.`, { cause: error });
  }
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
