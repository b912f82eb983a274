import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectSecurely } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_UNDER_WAY, readInSlices, refusePipelining } from '../../src/http/pipelining';

const REQUEST = 'GET / HTTP/1.1\r\nHost: class\r\n\r\n';
const TLS_FILES = join(import.meta.dirname, '../fixtures/tls-test-only');

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

let server: Server;
let client: Socket;
/** Requests that were begun. */
let begun: Exchange[];
/** All that was handed on, whether it was begun or not. */
let seen: number;

async function listen(on: Server): Promise<void> {
  server = on;
  readInSlices(server);
  server.on('request', () => (seen += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

const handle = refusePipelining((request, response) => void begun.push({ request, response }));
const portOf = (): number => (server.address() as AddressInfo).port;

beforeEach(() => {
  begun = [];
  seen = 0;
});
afterEach(() => {
  client.destroy();
  server.close();
});

async function untilBegun(count: number): Promise<void> {
  while (begun.length < count) {
    await once(server, 'request');
  }
}

describe.each(['http', 'https'] as const)('a connection that speaks %s', scheme => {
  beforeEach(async () => {
    const [key, cert] = ['first.key.pem', 'first.cert.pem'].map(name => readFileSync(join(TLS_FILES, name)));
    await listen(scheme === 'http' ? createServer(handle) : createSecureServer({ key, cert }, handle));
    client =
      scheme === 'http'
        ? connect(portOf(), '127.0.0.1')
        : connectSecurely({ port: portOf(), host: '127.0.0.1', rejectUnauthorized: false });
    client.on('error', () => undefined);
    await once(client, scheme === 'http' ? 'connect' : 'secureConnect');
  });

  it('may send a few requests that do not wait for each other', async () => {
    let received = '';
    client.on('data', bytes => (received += String(bytes)));
    client.write(REQUEST.repeat(MAX_UNDER_WAY));
    await untilBegun(MAX_UNDER_WAY);
    begun.forEach(({ response }) => response.end('ok'));
    while (received.split('HTTP/1.1 200').length <= MAX_UNDER_WAY) {
      await once(client, 'data');
    }

    expect(client.destroyed).toBe(false);
  });

  it('may send any number of requests that do', async () => {
    for (let turn = 1; turn <= 3 * MAX_UNDER_WAY; turn++) {
      const answered = once(client, 'data');
      client.write(REQUEST);
      await untilBegun(turn);
      begun.at(-1)?.response.end('ok');
      await answered;
    }

    expect(client.destroyed).toBe(false);
  });

  it('is hung up on when it sends a thousand at once, of which only the first few are begun and next to none read', async () => {
    client.write(REQUEST.repeat(1000));
    await once(client, 'close');

    expect(begun).toHaveLength(MAX_UNDER_WAY);
    expect(seen).toBeLessThanOrEqual(2 * MAX_UNDER_WAY);
  });

  it('may send a body with as many blank lines as it likes', async () => {
    const body = 'a;b\r\n\r\n'.repeat(20_000);
    client.write(`POST / HTTP/1.1\r\nHost: class\r\nContent-Length: ${String(body.length)}\r\n\r\n${body}`);
    await untilBegun(1);

    expect(await text(begun[0]?.request as IncomingMessage)).toBe(body);
  });
});

it('goes on where it was when a client reads its answers late', async () => {
  const large = 'x'.repeat(4 * 1024 * 1024);
  await listen(createServer((request, response) => void response.end(request.url === '/large' ? large : 'small')));
  client = connect(portOf(), '127.0.0.1').on('error', () => undefined);
  client.pause();
  client.write(`${REQUEST.replace('/', '/large').repeat(12)}${REQUEST.replace(' HTTP', 'last HTTP')}`);
  await once(server, 'request');

  let received = 0;
  client.on('data', bytes => (received += bytes.length)).resume();
  while (received <= 12 * large.length) {
    await once(client, 'data');
  }
  expect(seen).toBe(13);
});
