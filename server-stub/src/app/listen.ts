import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config';
import { toHttpAddress } from '../platform/addresses';
import { findFreePort } from '../platform/free-port';

const LISTEN_FAILURES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken. Stop the other program, or choose another port with --port',
  EACCES: 'this user may not use the port. Choose one above 1023 with --port',
  EADDRNOTAVAIL: 'this machine does not have the address. Choose another with --host',
  ENOTFOUND: 'the host name is not known. Choose another with --host',
};

/** Connections that the system takes while the server is busy; it may set a lower limit of its own. A class opens its laptops at 9:00. */
const BACKLOG = 4096;

/** Where the system deals the connections of one port to several processes. */
const DEALS_CONNECTIONS = new Set<NodeJS.Platform>(['linux', 'freebsd', 'sunos', 'aix']);

type Address = Pick<Config, 'host' | 'port'>;

/**
 * Starts to listen.
 * @param isShared other processes of this server listen on the port, too. Where the system can, it deals the connections itself: handed on from
 *   the primary, one that is on its way to a worker as it dies would be nobody's, and its client would wait for ever
 * @returns the port, also when a free one was asked for
 * @throws Error with words for the operator
 */
export async function listen(app: FastifyInstance, { host, port }: Address, isShared: boolean): Promise<number> {
  try {
    // Passed on to Node as it is; the framework's types do not know it yet.
    const sharing = { reusePort: isShared && DEALS_CONNECTIONS.has(process.platform) };
    await app.listen({ host, port, backlog: BACKLOG, ...sharing });
  } catch (error) {
    await app.close();
    throw inWords(error as NodeJS.ErrnoException, { host, port });
  }
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/**
 * The port for processes that share one: `port` itself, or a free one for 0. A shared port is not refused to whoever shares it, another server included.
 * @throws Error with words for the operator
 */
export async function choosePort({ host, port }: Address): Promise<number> {
  try {
    return await findFreePort(host, port);
  } catch (error) {
    throw inWords(error as NodeJS.ErrnoException, { host, port });
  }
}

function inWords(error: NodeJS.ErrnoException, { host, port }: Address): Error {
  const reason = LISTEN_FAILURES[error.code ?? ''];
  return reason === undefined ? error : new Error(`Cannot listen on ${toHttpAddress(host, port)}: ${reason}.`, { cause: error });
}
