import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { get, request, type Server } from 'node:https';

import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCertificate } from '../../src/app/tls/certificate-files';
import { followRenewals } from '../../src/app/tls/renewal';
import { Classroom, INSTRUCTOR_TOKEN } from '../support/classroom';
import { DataFolder, ServerProcess } from '../support/server-process';

const FIXTURES = fileURLToPath(new URL('../fixtures/tls-test-only/', import.meta.url));

let folder: DataFolder;
let files: { certFile: string; keyFile: string };

beforeEach(() => {
  folder = new DataFolder();
  files = { certFile: join(folder.path, 'cert.pem'), keyFile: join(folder.path, 'key.pem') };
  install('first');
});
afterEach(async () => {
  await ServerProcess.killAll();
  folder.remove();
});

function install(name: 'first' | 'second'): void {
  copyFileSync(join(FIXTURES, `${name}.cert.pem`), files.certFile);
  copyFileSync(join(FIXTURES, `${name}.key.pem`), files.keyFile);
}

const authority = (name: 'first' | 'second'): string => readFileSync(join(FIXTURES, `${name}.cert.pem`), 'utf8');

/** A request that trusts the first certificate alone. */
function ask(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { ca: authority('first') }, reply => {
      reply.resume();
      resolve(reply.statusCode);
    }).once('error', reject);
  });
}

/** The name in the certificate that the server shows to a new connection. */
function shownName(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', ca: [authority('first'), authority('second')] }, () => {
      resolve(String(socket.getPeerCertificate().subject.CN));
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

describe('https', () => {
  it('is spoken with the certificate files, and all printed addresses say so', async () => {
    const settings = ['--port', '0', '--data-dir', folder.path, '--tls-cert', files.certFile, '--tls-key', files.keyFile];
    const server = await ServerProcess.start(settings);
    const url = await server.listening();

    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/u);
    expect(server.stdout).toContain(`dashboard: ${url}/#token=`);
    expect(await ask(`${url}/api/v1/health/live`)).toBe(200);
    await expect(fetch(url.replace('https', 'http'))).rejects.toThrow('fetch failed');
    await server.tellToStop('SIGTERM');
    expect(await server.exit).toEqual({ code: 0, signal: null });
  });

  it('stops the start with one sentence when key and certificate do not belong together', async () => {
    copyFileSync(join(FIXTURES, 'second.key.pem'), files.keyFile);
    const server = await ServerProcess.start(['--data-dir', folder.path, '--tls-cert', files.certFile, '--tls-key', files.keyFile]);

    expect(await server.exit).toMatchObject({ code: 1 });
    expect(server.stderr).toContain('is not the one of the certificate');
    expect(server.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('makes the session’s cookie secure', async () => {
    const room = await Classroom.open({ certificate: readCertificate(files) });
    await room.app.listen({ port: 0 });
    const { port } = room.app.server.address() as AddressInfo;
    const cookie = await new Promise<string>((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const call = request(`https://127.0.0.1:${String(port)}/api/v1/session`, { method: 'POST', headers, ca: authority('first') }, reply =>
        resolve(String(reply.headers['set-cookie'])),
      );
      call.once('error', reject).end(JSON.stringify({ token: INSTRUCTOR_TOKEN }));
    });

    expect(cookie).toContain('Secure');
    await room.close();
  });

  it('takes up renewed files within a minute, and keeps the earlier certificate while they cannot be used', async () => {
    const certificate = readCertificate(files);
    const room = await Classroom.open({ certificate });
    await room.app.listen({ port: 0 });
    const { port } = room.app.server.address() as AddressInfo;
    const stopping = new AbortController();
    const server = room.app.server as unknown as Server;
    followRenewals({ files, current: certificate, server, clock: room.clock, logger: room.app.log, signal: stopping.signal });
    const warnings = (): string[] => room.logLines.filter(line => line.includes('the earlier certificate stays in use'));

    expect(await shownName(port)).toMatch(/^first/u);
    writeFileSync(files.certFile, 'half a certif');
    await room.clock.advance(180_000);
    expect(warnings()).toHaveLength(1);
    expect(await shownName(port)).toMatch(/^first/u);

    install('second');
    await room.clock.advance(60_000);
    expect(await shownName(port)).toMatch(/^second/u);
    stopping.abort();
    await room.close();
  });
});

describe('behind a proxy', () => {
  const openSession = (room: Classroom, token: string, client = '203.0.113.9'): Promise<LightMyRequestResponse> => {
    const headers = { 'x-forwarded-for': client, 'x-forwarded-proto': 'https' };
    return room.app.inject({ method: 'POST', url: '/api/v1/session', headers, payload: { token }, remoteAddress: '10.0.0.7' });
  };
  const guess = async (room: Classroom, times: number): Promise<void> => {
    for (let attempt = 0; attempt < times; attempt++) {
      await openSession(room, 'wrong');
    }
  };

  it('that is trusted, the cookie is secure, and a guesser slows down no client but their own', async () => {
    const room = await Classroom.open({ trustProxy: ['10.0.0.0/8'] });
    await guess(room, 200);

    expect((await openSession(room, 'wrong')).statusCode).toBe(429);
    expect((await openSession(room, 'wrong', '203.0.113.10')).statusCode).toBe(401);
    const other = await openSession(room, INSTRUCTOR_TOKEN, '203.0.113.10');
    expect(other.statusCode).toBe(204);
    expect(other.headers['set-cookie']).toContain('Secure');
    await room.close();
  });

  it('that is not trusted, what it says of its clients is not believed', async () => {
    const room = await Classroom.open({ trustProxy: ['192.0.2.1'] });

    expect((await openSession(room, INSTRUCTOR_TOKEN)).headers['set-cookie']).not.toContain('Secure');
    await guess(room, 200);
    // Whoever it says they are, they are one guesser; only the right token gets past.
    expect((await openSession(room, 'wrong', '203.0.113.10')).statusCode).toBe(429);
    expect((await openSession(room, INSTRUCTOR_TOKEN, '203.0.113.10')).statusCode).toBe(204);
    await room.close();
  });
});
