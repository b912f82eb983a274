import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_POLICY, FREE_TEAMS } from '../protocol';
import { createHttpClassLookup } from './class-lookup';
import { createHttpTransport } from './http';

const options = { wallMs: () => Date.parse('2026-11-22T09:00:00Z') };
const transport = createHttpTransport(options);
const lookUp = createHttpClassLookup(options);
const { signal } = new AbortController();

const enrolment = { joinCode: 'plum', studentId: 'ada', deviceId: 'd'.repeat(22) };
const told = { kind: 'unreachable', trouble: { kind: 'unreachable', origin: expect.stringMatching(/^http:/u) } };

/** What a stranger would say to be believed, whatever they are asked. */
const STRANGERS_WORD = JSON.stringify({
  hwm: 9,
  nextMs: 1,
  token: 'a stranger’s',
  expiresAt: '2026-11-23T00:00:00Z',
  classId: 'c',
  studentId: 'ada',
  displayName: '',
  team: '',
  className: 'A stranger’s',
  hasRoster: false,
  teams: FREE_TEAMS,
  policy: DEFAULT_POLICY,
});

let servers: Server[] = [];
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** What reached the other origin. */
let strayed: string[];
let stranger: string;

beforeEach(async () => {
  strayed = [];
  stranger = await serve((request, response) => {
    strayed.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const status = request.url?.endsWith('/batches') === true ? 202 : request.method === 'DELETE' ? 204 : 201;
    response.writeHead(request.url?.endsWith('/preview') === true ? 200 : status);
    response.end(status === 204 ? undefined : STRANGERS_WORD);
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  servers = [];
});

/** @returns the address of a server that sends everybody on, and a promise of the first who came */
async function redirecting(status: number): Promise<{ url: string; asked: Promise<void> }> {
  let arrive = (): void => undefined;
  const asked = new Promise<void>(resolve => (arrive = resolve));
  const url = await serve((request, response) => {
    response.writeHead(status, { location: stranger + (request.url ?? '') }).end();
    response.on('close', arrive);
  });
  return { url, asked };
}

describe.each([301, 302, 303, 307, 308])('a redirect (%i) to another origin', status => {
  it.each([
    ['a report', JSON.stringify({ v: 1, sid: 's', oldest: 1, events: [{ seq: 1 }] })],
    ['a heartbeat', JSON.stringify({ v: 1, sid: 's', oldest: 1, events: [] })],
  ])('is not followed by %s, which waits', async (_name, body) => {
    const { url } = await redirecting(status);
    expect(await transport.send(url, 'token', body, signal)).toEqual(told);
    expect(strayed).toEqual([]);
  });

  it('is not followed by an enrolment', async () => {
    const { url } = await redirecting(status);
    expect(await transport.enrol(url, { ...enrolment, hubToken: 'secret' }, signal)).toEqual(told);
    expect(strayed).toEqual([]);
  });

  it('is not followed by the question for a class', async () => {
    const { url } = await redirecting(status);
    expect(await lookUp(url, 'plum', signal)).toEqual(told);
    expect(strayed).toEqual([]);
  });

  it('is not followed by a student’s wish to be forgotten, which is not believed to be granted', async () => {
    const { url } = await redirecting(status);
    expect(await transport.erase(url, 'token', signal)).toMatchObject({ kind: 'failed' });
    expect(strayed).toEqual([]);
  });

  it('is not followed by what a closing page hands over', async () => {
    const { url, asked } = await redirecting(status);
    const fetched = vi.spyOn(globalThis, 'fetch');
    transport.sendOnClose(url, '{"token":"secret"}');
    await asked;
    const [sent] = await Promise.allSettled(fetched.mock.results.map(result => result.value as Promise<Response>));
    expect(sent).toMatchObject({ status: 'rejected' });
    expect(strayed).toEqual([]);
  });
});
