import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Of the length that the class server's has. */
const REPLY = JSON.stringify({ hwm: 1000, nextMs: 14210, rejected: [], messages: [] });
const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'content-length': REPLY.length };

/** The least that any HTTP server in Node does: reads the body to its end and answers 202. */
export async function serveBareHttp(): Promise<void> {
  const server = createServer((request, response) => {
    request.on('end', () => response.writeHead(202, HEADERS).end(REPLY));
    request.resume();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  console.log(`listening on http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
}
