import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/**
 * A port of `host` that nobody listens on at this moment: `wanted` itself, or any for 0.
 * @throws NodeJS.ErrnoException such as `EADDRINUSE`
 */
export async function findFreePort(host: string, wanted: number): Promise<number> {
  const server = createServer().listen(wanted, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
