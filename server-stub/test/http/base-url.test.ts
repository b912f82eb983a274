import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppDeps } from '../../src/app/app';
import { Classroom, INSTRUCTOR_TOKEN } from '../support/classroom';

const BASE_URL = '/services/class/';

let dashboardRoot: string;
let room: Classroom;

beforeAll(async () => {
  dashboardRoot = mkdtempSync(join(tmpdir(), 'cell-monitor-dashboard-'));
  mkdirSync(join(dashboardRoot, 'assets'));
  writeFileSync(join(dashboardRoot, 'index.html'), '<!doctype html><script src="./assets/main.js"></script>');
  writeFileSync(join(dashboardRoot, 'assets', 'main.js'), '');
  room = await Classroom.open({ dashboardRoot, baseUrl: BASE_URL });
});
afterAll(async () => {
  await room.close();
  rmSync(dashboardRoot, { recursive: true, force: true });
});

const get = (url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
  room.inject({ method: 'GET', url, headers });

describe('a server below a path', () => {
  it.each(['', 'index.html', 'assets/main.js', 'api/v1/health/live', 'api/v1/health/ready', 'metrics'])('serves %s there', async path => {
    expect((await get(BASE_URL + path)).statusCode).toBe(200);
  });

  it.each(['/index.html', '/assets/main.js', '/api/v1/health/live', '/metrics', '/services/classes/', '/services/'])(
    'serves nothing at %s',
    async url => {
      expect((await get(url)).statusCode).toBe(404);
    },
  );

  it('takes reports and gives the class there', async () => {
    const headers = { authorization: `Bearer ${INSTRUCTOR_TOKEN}` };
    const payload = { joinCode: room.class.joinCode, studentId: 'ada', deviceId: 'D'.repeat(22) };
    const joined = await room.inject({ method: 'POST', url: `${BASE_URL}api/v1/enrolments`, payload });
    const { token } = joined.json<{ token: string }>();
    const batch = room.batchOf([room.run(1)]);
    const reported = await room.inject({
      method: 'POST',
      url: `${BASE_URL}api/v1/batches`,
      headers: { authorization: `Bearer ${token}` },
      payload: batch,
    });

    expect([joined.statusCode, reported.statusCode]).toEqual([201, 202]);
    expect((await get(`${BASE_URL}api/v1/classes/default/state`, headers)).json()).toMatchObject({ totals: { students: 1, runs: 1 } });
  });

  it.each([
    ['/services/class', './class/'],
    ['/services/class?next=//evil.example.org', './class/'],
    ['/', 'services/class/'],
  ])('sends those who forgot a part of the path there, and nowhere else: %s', async (url, location) => {
    const reply = await get(url, { host: 'evil.example.org' });

    expect(reply.statusCode).toBe(302);
    expect(reply.headers.location).toBe(location);
    expect(new URL(location, `https://hub.example.org${url}`).href).toBe('https://hub.example.org/services/class/');
  });

  it.each(['//evil.example.org', '/services/class//evil.example.org', '/services/class/%2e%2e/', '/services/class/..%2f..%2fetc/passwd'])(
    'never redirects %s',
    async url => {
      const reply = await get(url);

      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
      expect(reply.headers.location).toBeUndefined();
    },
  );

  it('counts its routes under the names that they have without the path', async () => {
    await get(`${BASE_URL}api/v1/health/live`);
    const { body } = await get(`${BASE_URL}metrics`);

    expect(body).toContain('route="/api/v1/health/live"');
    expect(body).not.toContain(`route="${BASE_URL}`);
  });
});

describe("a session's cookie", () => {
  const cookieOf = async (options: Partial<AppDeps>, headers: Record<string, string>): Promise<readonly string[]> => {
    const own = await Classroom.open({ ...options, trustProxy: ['127.0.0.1'] });
    const url = `${options.baseUrl ?? '/'}api/v1/session`;
    const session = { method: 'POST', url, headers, payload: { token: INSTRUCTOR_TOKEN } } as const;
    const cookie = String((await own.inject(session)).headers['set-cookie']);
    const [pair = ''] = cookie.split(';');
    const admitted = await own.inject({ method: 'GET', url, headers: { ...headers, cookie: pair } });
    const ended = await own.inject({ method: 'DELETE', url, headers: { ...headers, cookie: pair } });
    await own.close();
    expect(admitted.statusCode).toBe(200);
    const path = /Path=([^;]+)/u.exec(cookie)?.[1] ?? '';
    // Or the browser would keep it.
    expect(String(ended.headers['set-cookie'])).toContain(`Path=${path}`);
    expect(cookie.includes('Secure')).toBe(pair.startsWith('__'));
    expect(cookie).not.toContain('Domain');
    return [pair.split('=')[0] ?? '', path];
  };
  const https = { host: 'hub.example.org', 'x-forwarded-proto': 'https' };

  it('belongs to the host alone over https, and has a plain name over http', async () => {
    expect(await cookieOf({}, https)).toEqual(['__Host-cell_monitor_session', '/']);
    expect(await cookieOf({}, { host: '10.0.0.5:8600' })).toEqual(['cell_monitor_session', '/']);
  });

  it('belongs to the path, where there is one', async () => {
    expect(await cookieOf({ baseUrl: BASE_URL }, https)).toEqual(['__Secure-cell_monitor_session', BASE_URL]);
    expect(await cookieOf({ baseUrl: BASE_URL }, { host: 'hub.example.org' })).toEqual(['cell_monitor_session', BASE_URL]);
  });

  it('belongs to the path that browsers see, where a proxy takes it away; who comes past the proxy gets in, too', async () => {
    const publicUrl = 'https://hub.example.org/class';

    expect(await cookieOf({ publicUrl }, https)).toEqual(['__Secure-cell_monitor_session', '/class/']);
    expect(await cookieOf({ publicUrl }, { host: '127.0.0.1:8600' })).toEqual(['cell_monitor_session', '/']);
  });
});
