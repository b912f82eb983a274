// @vitest-environment jsdom
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browserFeed } from './event-stream';
import { browserHttp } from './http';

let servers: Server[] = [];
/** What reached the other origin. */
let strayed: string[];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

beforeEach(async () => {
  strayed = [];
  const stranger = await serve((request, response) => {
    strayed.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'access-control-allow-origin': '*' }).end('data: {}\n\n');
  });
  const own = await serve((request, response) => response.writeHead(307, { location: stranger + (request.url ?? '') }).end());
  document.head.innerHTML = `<base href="${own}/">`;
});

afterEach(async () => {
  document.head.innerHTML = '';
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  servers = [];
});

describe('a redirect to another origin', () => {
  it.each(['GET', 'POST'] as const)('is not followed by a %s, which has no answer then', async method => {
    expect(await browserHttp(method, 'api/v1/classes', method === 'GET' ? undefined : { name: 'Python' })).toBeUndefined();
    expect(strayed).toEqual([]);
  });

  it('is not followed by the feed, which counts as cut', async () => {
    const heard: unknown[] = [];
    const listener = { onMessage: (message: unknown) => void heard.push(message), onBytes: () => void heard.push('bytes') };
    const end = await browserFeed.follow('api/v1/classes/c/feed', undefined, listener, new AbortController().signal);
    expect(end).toEqual({ kind: 'cut' });
    expect([...heard, ...strayed]).toEqual([]);
  });
});
