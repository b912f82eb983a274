import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectSecurely } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WaitingConnections } from '../../src/http/waiting-connections';
import { VirtualClock } from '../support/virtual-clock';

const LIMITS = { open: 20, firstByteMs: 5000 };
const REQUEST = 'GET / HTTP/1.1\r\nHost: class\r\n\r\n';

let clock: VirtualClock;
let server: Server;
let waiting: WaitingConnections;
let sockets: Socket[];
/** Requests that wait for their answer. */
let held: (() => void)[];

async function listen(on: Server): Promise<void> {
  server = on;
  waiting = new WaitingConnections(server, LIMITS, clock);
  server.on('request', (request, response) => {
    const answer = (): void => void response.end('ok');
    if (request.url === '/held') {
      held.push(answer);
    } else {
      answer();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

beforeEach(async () => {
  clock = new VirtualClock();
  sockets = [];
  held = [];
  await listen(createServer());
});
afterEach(() => {
  waiting.close();
  sockets.forEach(socket => socket.destroy());
  server.close();
});

/** Connects, and waits until the server knows of it. */
async function open(): Promise<Socket> {
  const { port } = server.address() as AddressInfo;
  const accepted = once(server, 'connection');
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  sockets.push(socket);
  await Promise.all([accepted, once(socket, 'connect')]);
  return socket;
}

async function ask(socket: Socket, request = REQUEST): Promise<string> {
  socket.write(request);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return answer.toString().split('\r\n')[0] ?? '';
}

async function hold(socket: Socket): Promise<void> {
  const before = held.length;
  socket.write(REQUEST.replace('/', '/held'));
  while (held.length === before) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

async function isClosed(socket: Socket): Promise<boolean> {
  socket.resume();
  await (socket.closed ? undefined : once(socket, 'close'));
  return socket.closed;
}

describe('a connection that never sends a byte', () => {
  it('is closed after a few seconds, and one that has asked is not', async () => {
    const [silent, active] = [await open(), await open()];
    await ask(active);
    await clock.advance(LIMITS.firstByteMs * 1.3);
    expect(await isClosed(silent)).toBe(true);
    expect(await ask(active)).toBe('HTTP/1.1 200 OK');
  });

  it('is closed at once by a server that stops', async () => {
    const silent = await open();
    waiting.closeSilent();
    expect(await isClosed(silent)).toBe(true);
  });
});

describe('when all connections are taken', () => {
  it('the oldest that never asked makes room, and every newcomer is served', async () => {
    const crowd: Socket[] = [];
    for (let count = 0; count < LIMITS.open; count++) {
      crowd.push(await open());
    }
    for (let count = 0; count < 2 * LIMITS.open; count++) {
      expect(await ask(await open())).toBe('HTTP/1.1 200 OK');
    }
    await Promise.all(crowd.map(isClosed));
  });

  it('those that have begun to ask and never end go as well, before any that asked', async () => {
    const known = await open();
    await ask(known);
    for (let count = 1; count < LIMITS.open; count++) {
      (await open()).write('GET / HT');
    }
    expect(await ask(await open())).toBe('HTTP/1.1 200 OK');
    expect(await isClosed(sockets[1] as Socket)).toBe(true);
    expect(await ask(known)).toBe('HTTP/1.1 200 OK');
  });

  it('those between two requests go before any at work, whoever waits longest first', async () => {
    const idle = await open();
    await ask(idle);
    const later = await open();
    await ask(later);
    const working: Socket[] = [];
    for (let count = 2; count < LIMITS.open; count++) {
      const socket = await open();
      await hold(socket);
      working.push(socket);
    }
    expect(await ask(await open())).toBe('HTTP/1.1 200 OK');
    expect(await isClosed(idle)).toBe(true);
    expect(await ask(later)).toBe('HTTP/1.1 200 OK');
    const answers = working.map(socket => once(socket, 'data'));
    held.forEach(answer => answer());
    expect(await Promise.all(answers)).toHaveLength(LIMITS.open - 2);
  });

  it('the newcomer is hung up on where all are at work', async () => {
    for (let count = 0; count < LIMITS.open; count++) {
      await hold(await open());
    }
    expect(await isClosed(await open())).toBe(true);
    held.forEach(answer => answer());
  });
});

it('knows a connection over TLS by its requests, too', async () => {
  server.close();
  waiting.close();
  const file = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../fixtures/tls-test-only', name));
  await listen(createSecureServer({ cert: file('first.cert.pem'), key: file('first.key.pem') }));
  const { port } = server.address() as AddressInfo;
  const known = connectSecurely({ port, host: '127.0.0.1', rejectUnauthorized: false });
  sockets.push(known);
  await once(known, 'secureConnect');
  expect(await ask(known)).toBe('HTTP/1.1 200 OK');
  const silent = await open();
  for (let count = 2; count < LIMITS.open; count++) {
    await open();
  }
  await open();
  expect(await isClosed(silent)).toBe(true);
  await clock.advance(LIMITS.firstByteMs * 1.3);
  expect(await ask(known)).toBe('HTTP/1.1 200 OK');
});
