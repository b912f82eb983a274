import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../../src/protocol';
import { LogUnavailableError } from '../../src/databases/log-unavailable';
import { openSqliteStore } from '../../src/app/storage/sqlite-store';
import type { Store } from '../../src/app/storage/store';
import { STYLE_NONCE_PLACEHOLDER } from '../../src/http/site/style-nonce';
import { Classroom } from '../support/classroom';

let room: Classroom;

beforeEach(async () => {
  room = await Classroom.open();
});
afterEach(() => room.close());

describe('errors', () => {
  it.each([
    ['GET', '/api/v1/nothing', 404, 'not_found'],
    ['GET', '/nothing.html', 404, 'not_found'],
    ['GET', '/api/v1/batches', 405, 'invalid_request'],
    ['PUT', '/api/v1/classes/default/state', 405, 'invalid_request'],
    ['GET', '/%E0%A4%A', 400, 'invalid_request'],
  ] as const)('%s %s is a problem with status %i', async (method, url, status, code) => {
    const reply = await room.inject({ method, url });

    expect(reply.statusCode).toBe(status);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(reply.json<Problem>()).toMatchObject({ type: 'about:blank', status, code, title: expect.any(String) as string });
  });

  it('says which methods an address takes', async () => {
    const reply = await room.inject({ method: 'GET', url: '/api/v1/batches' });

    expect(String(reply.headers.allow).split(', ').sort()).toEqual(['OPTIONS', 'POST']);
  });

  it('hides what broke inside, and logs it', async () => {
    const broken: Store = {
      ...room.store,
      log: new Proxy(room.store.log, {
        get: (log, key) =>
          key === 'check'
            ? () => {
                throw new TypeError('inner secret');
              }
            : (Reflect.get(log, key) as (...args: unknown[]) => unknown).bind?.(log),
      }),
    };
    const other = await Classroom.open({ store: broken });
    const reply = await other.inject({ method: 'GET', url: '/api/v1/health/ready' });

    expect(reply.json<Problem>()).toMatchObject({ status: 500, code: 'internal' });
    expect(reply.body).not.toContain('inner secret');
    expect(other.logLines.join('')).toContain('inner secret');
    await other.app.close();
  });
});

describe('a log that is down', () => {
  function failing(store: Store): Store {
    const fail = async (): Promise<never> => {
      throw new LogUnavailableError('the disk is full');
    };
    const { log } = store;
    return {
      ...store,
      log: {
        append: fail,
        appendEntries: fail,
        highWaterMark: fail,
        sources: fail,
        read: fail,
        readAt: fail,
        check: fail,
        onGrowth: listener => log.onGrowth(listener),
        close: () => log.close(),
      },
    };
  }

  it('is told to everybody, with a spread time to come back, and nothing is acknowledged', async () => {
    const { token } = await room.enrol();
    const down = await Classroom.open({ store: failing(openSqliteStore(join(room.folder, 'log.sqlite'))) });
    const waits = new Set<number>();
    for (let count = 0; count < 10; count++) {
      const reply = await down.report(token, 1, 1);
      const { retryAfterMs = 0, ...problem } = reply.json<Problem>();
      expect(problem).toMatchObject({ status: 503, code: 'unavailable' });
      expect(Number(reply.headers['retry-after'])).toBe(Math.ceil(retryAfterMs / 1000));
      waits.add(retryAfterMs);
    }
    const ready = await down.inject({ method: 'GET', url: '/api/v1/health/ready' });

    expect(waits.size).toBeGreaterThan(5);
    expect((await down.enrolment({ joinCode: room.class.joinCode })).statusCode).toBe(503);
    expect((await down.asInstructor('GET', '/classes/default/state')).statusCode).toBe(503);
    expect((await down.asInstructor('GET', '/classes/default/events')).statusCode).toBe(503);
    expect(ready.statusCode).toBe(503);
    expect(ready.json<{ reasons: string[] }>().reasons).toEqual(['log: the disk is full']);
    expect((await down.inject({ method: 'GET', url: '/api/v1/health/live' })).statusCode).toBe(200);
    await down.close();
  });
});

describe('health', () => {
  it('is live and ready', async () => {
    expect((await room.inject({ method: 'GET', url: '/api/v1/health/live' })).json()).toEqual({ status: 'live' });
    expect((await room.inject({ method: 'GET', url: '/api/v1/health/ready' })).json()).toEqual({ status: 'ready' });
  });
});

describe('the dashboard', () => {
  it('says when it is not built', async () => {
    const reply = await room.inject({ method: 'GET', url: '/' });

    expect(reply.statusCode).toBe(503);
    expect(reply.body).toContain('npm run build');
  });

  it('is served with headers that keep strangers out, and cached by name', async () => {
    const root = join(room.folder, 'web');
    mkdirSync(join(root, 'assets'), { recursive: true });
    writeFileSync(join(root, 'index.html'), `<!doctype html><meta property="csp-nonce" nonce="${STYLE_NONCE_PLACEHOLDER}">`);
    writeFileSync(join(root, 'assets', 'index-abc123.js'), 'export {}');
    writeFileSync(join(room.folder, 'outside.txt'), 'private');
    const served = await Classroom.open({ dashboardRoot: root });
    const page = await served.inject({ method: 'GET', url: '/' });
    const asset = await served.inject({ method: 'GET', url: '/assets/index-abc123.js' });

    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()') as string,
    });
    for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "style-src-attr 'none'"]) {
      expect(page.headers['content-security-policy']).toContain(rule);
    }
    const nonces = [page, await served.inject({ method: 'GET', url: '/index.html' })].map(
      ({ body }) => /nonce="([\w-]{22})"/u.exec(body)?.[1],
    );
    expect(page.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${String(nonces[0])}'`);
    expect(nonces[1]).not.toBe(nonces[0]);
    expect(asset.headers['content-security-policy']).toContain("style-src 'self';");
    expect(asset.headers['cache-control']).toContain('immutable');
    for (const url of ['/../outside.txt', '/..%2foutside.txt', '/%2e%2e/outside.txt']) {
      expect((await served.inject({ method: 'GET', url })).body).not.toContain('private');
    }
    expect((await served.inject({ method: 'GET', url: '/missing.js' })).json<Problem>().code).toBe('not_found');
    await served.close();
  });

  it('is sent compressed to whoever takes that, as its build has it', async () => {
    const root = join(room.folder, 'compressed');
    mkdirSync(join(root, 'assets'), { recursive: true });
    writeFileSync(join(root, 'index.html'), '<!doctype html>');
    writeFileSync(join(root, 'assets', 'index-abc123.js'), 'plain');
    writeFileSync(join(root, 'assets', 'index-abc123.js.br'), 'by Brotli');
    writeFileSync(join(root, 'assets', 'index-abc123.js.gz'), 'by gzip');
    const served = await Classroom.open({ dashboardRoot: root });
    const ask = (encodings: string) => served.inject({ url: '/assets/index-abc123.js', headers: { 'accept-encoding': encodings } });

    for (const [encodings, encoding, body] of [
      ['gzip, deflate, br, zstd', 'br', 'by Brotli'],
      ['gzip, deflate', 'gzip', 'by gzip'],
      ['identity', undefined, 'plain'],
    ] as const) {
      const reply = await ask(encodings);
      expect([reply.headers['content-encoding'], reply.body]).toEqual([encoding, body]);
      expect(reply.headers).toMatchObject({
        'content-type': expect.stringContaining('javascript') as string,
        'cache-control': expect.stringContaining('immutable') as string,
        vary: expect.stringMatching(/accept-encoding/iu) as string,
      });
    }
    await served.close();
  });
});

it('asks browsers to come back by https alone, once they have come so', async () => {
  const behindProxy = await Classroom.open({ trustProxy: ['127.0.0.1'] });
  const overHttps = await behindProxy.inject({ url: '/', headers: { 'x-forwarded-proto': 'https' } });
  const overHttp = await behindProxy.inject({ url: '/' });

  expect(overHttps.headers['strict-transport-security']).toMatch(/^max-age=\d+$/u);
  expect(overHttp.headers['strict-transport-security']).toBeUndefined();
  await behindProxy.close();
});

describe('on a real socket', () => {
  it('refuses what is not HTTP with a problem', async () => {
    await room.app.listen({ port: 0 });
    const { port } = room.app.server.address() as AddressInfo;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.end('NONSENSE\r\n\r\n'));
      let text = '';
      socket.setEncoding('utf8').on('data', chunk => (text += String(chunk)));
      socket.on('close', () => resolve(text)).on('error', reject);
    });

    expect(answer).toContain('400 Bad Request');
    expect(answer).toContain('application/problem+json');
  });

  it.each([
    ['an expectation that it does not know', 'Host: a\r\nExpect: wonders', 417],
    ['a request for no host', 'Accept: *', 400],
  ])('refuses %s with a problem', async (_, headers, status) => {
    await room.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = room.app.server.address() as AddressInfo;
    const answer = await new Promise<string>((resolve, reject) => {
      let received = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(`GET / HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`));
      socket.on('data', chunk => (received += String(chunk)));
      socket.on('close', () => resolve(received)).on('error', reject);
    });

    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `, 'u'));
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain('"code":"invalid_request"');
  });

  it('refuses a body that says it is too long without waiting for it', async () => {
    const { token } = await room.enrol();
    await room.app.listen({ port: 0 });
    const { port } = room.app.server.address() as AddressInfo;
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': 10_000_000 };
      const ask = request({ port, method: 'POST', path: '/api/v1/batches', headers }, reply => {
        resolve(reply.statusCode);
        ask.destroy();
      });
      ask.on('error', reject);
      ask.write('{');
    });

    expect(status).toBe(413);
  });

  it('tells a client whose body is refused so, and does not hang up while it is writing', async () => {
    const { token } = await room.enrol();
    await room.app.listen({ port: 0 });
    const { port } = room.app.server.address() as AddressInfo;
    const bytes = 2 * 1024 * 1024;
    const headers = `Host: a\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${String(bytes)}`;
    const said: string[] = [];
    const socket = connect(port, '127.0.0.1')
      .setEncoding('utf8')
      .on('data', chunk => said.push(String(chunk)));
    const write = (text: string): Promise<void> =>
      new Promise((resolve, reject) => socket.write(text, error => (error instanceof Error ? reject(error) : setImmediate(resolve))));
    await write(`POST /api/v1/batches HTTP/1.1\r\n${headers}\r\n\r\n`);
    for (let sent = 0; sent < bytes; sent += 4096) {
      expect(said).toEqual([]);
      await write(' '.repeat(4096));
    }
    await new Promise(resolve => socket.once('close', resolve));

    expect(said.join('')).toMatch(/^HTTP\/1.1 413 /u);
  });

  it('that a browser opened ahead does not hold up a server that stops', async () => {
    await room.app.listen({ port: 0 });
    const { port } = room.app.server.address() as AddressInfo;
    let said = '';
    const socket = connect(port, '127.0.0.1');
    socket.setEncoding('utf8').on('data', chunk => (said += String(chunk)));
    const closed = new Promise(resolve => socket.once('close', resolve));
    await new Promise(resolve => room.app.server.once('connection', resolve));
    const stopped = room.app.close();
    await vi.waitFor(async () => {
      await room.clock.advance(100);
      expect(socket.destroyed).toBe(true);
    });
    await Promise.all([closed, stopped]);

    // Nor a 408, as it gets when its time for a request is over.
    expect(said).toBe('');
  });

  it.each([
    ['headers', 'POST /api/v1/enrolments HTTP/1.1\r\nHost: a\r\nX: '],
    ['body', 'POST /api/v1/enrolments HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n'],
  ])('hangs up on a client that sends its %s a byte at a time', async (_part, start) => {
    const hasty = await Classroom.open({ patience: { headersMs: 300, requestMs: 600, checkMs: 100 } });
    await hasty.app.listen({ port: 0 });
    const { port } = hasty.app.server.address() as AddressInfo;
    const answer = await new Promise<string>(resolve => {
      const socket = connect(port, '127.0.0.1', () => socket.write(start)).on('error', () => undefined);
      const drip = setInterval(() => socket.write('a'), 50);
      let text = '';
      socket.setEncoding('utf8').on('data', chunk => (text += String(chunk)));
      socket.on('close', () => (clearInterval(drip), resolve(text)));
    });

    expect(answer).toContain('408 Request Timeout');
    await hasty.close();
  });
});
