import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LanProxy {
  readonly port: number;
  close(): void;
}

/** An HTTP proxy that leads every name to this machine, for a browser whose names cannot be set otherwise. */
export async function startLanProxy(): Promise<LanProxy> {
  const server = createServer((from, answer) => {
    const { port, pathname, search } = new URL(from.url ?? '');
    const onward = request({ port, method: from.method, path: `${pathname}${search}`, headers: from.headers }, reply => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    from.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
