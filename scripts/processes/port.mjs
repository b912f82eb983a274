import { once } from 'node:events';
import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/**
 * @param {number} port
 * @returns {Promise<boolean>} Whether a server could listen on this port of the loopback address now.
 */
export async function isPortFree(port) {
  try {
    await (await listen(port)).close();
    return true;
  } catch {
    return false;
  }
}

/** @returns {Promise<number>} A port that is free now; somebody else may take it before it is used. */
export async function findFreePort() {
  const listener = await listen(0);
  await listener.close();
  return listener.port;
}

/** @param {number} port */
async function listen(port) {
  const server = createServer();
  server.listen({ port, host: LOOPBACK, exclusive: true });
  await once(server, 'listening');
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { port: address.port, close: () => new Promise(resolve => server.close(resolve)) };
}
