import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClassSummary, EnrolmentReply, ExportedEvent, Problem } from '../../src/protocol';
import { type RedisServer, startRedis } from './redis-server';
import { DEVICE, INSTRUCTOR_TOKEN, SID } from './support/classroom';
import { DataFolder, ServerProcess } from './support/server-process';

let folder: DataFolder;
let redis: RedisServer;
let server: ServerProcess;

beforeEach(async () => {
  folder = new DataFolder();
  redis = await startRedis(['--appendonly', 'yes', '--appendfsync', 'always']);
});
afterEach(async () => {
  server.child.kill('SIGKILL');
  await server.exit;
  await redis.stop();
  folder.remove();
});

async function start(): Promise<ServerProcess> {
  server = await ServerProcess.start(['--port', '0', '--data-dir', folder.path, '--redis-url', redis.url], {
    CELL_MONITOR_INSTRUCTOR_TOKEN: INSTRUCTOR_TOKEN,
  });
  return server;
}

const instructor = { authorization: `Bearer ${INSTRUCTOR_TOKEN}` };

async function enrol(url: string): Promise<string> {
  const [only] = (await (await fetch(`${url}/api/v1/classes`, { headers: instructor })).json()) as ClassSummary[];
  const body = JSON.stringify({ joinCode: only?.joinCode, studentId: 'ada', deviceId: DEVICE });
  const reply = await fetch(`${url}/api/v1/enrolments`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return ((await reply.json()) as EnrolmentReply).token;
}

function report(url: string, token: string, seq: number): Promise<Response> {
  const now = new Date().toISOString();
  const body = JSON.stringify({ v: 1, sid: SID, oldest: 1, sentAt: now, events: [{ seq, type: 'x', time: now, data: {} }] });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch(`${url}/api/v1/batches`, { method: 'POST', headers, body });
}

/** Reports until it is taken, as a client does. */
async function reportUntilTaken(url: string, token: string, seq: number): Promise<void> {
  while ((await report(url, token, seq)).status !== 202) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** Reads a feed until it has said `words`. */
async function readUntil(stream: AsyncIterable<Uint8Array>, words: string): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += Buffer.from(chunk).toString();
    if (text.includes(words)) {
      return text;
    }
  }
  throw new Error(`the feed ended before it said ${words}`);
}

describe('a server on Redis', () => {
  it('refuses while Redis is down, and heals with it: the log, the feed and the export are whole', async () => {
    const url = await (await start()).listening();
    const token = await enrol(url);
    const feed = await fetch(`${url}/api/v1/classes/default/feed`, { headers: instructor });
    expect((await report(url, token, 1)).status).toBe(202);
    await redis.kill();
    const refused = await report(url, token, 2);
    const ready = await fetch(`${url}/api/v1/health/ready`);
    await redis.restart();
    await reportUntilTaken(url, token, 2);

    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'unavailable' } satisfies Partial<Problem>);
    expect(ready.status).toBe(503);
    expect(((await ready.json()) as { reasons: string[] }).reasons).toHaveLength(1);
    await readUntil(feed.body as unknown as AsyncIterable<Uint8Array>, '"totals":{"students":1,"events":2');
    const exported = await (await fetch(`${url}/api/v1/classes/default/events?format=ndjson`, { headers: instructor })).text();
    expect(
      exported
        .trim()
        .split('\n')
        .map(line => (JSON.parse(line) as ExportedEvent).seq),
    ).toEqual([1, 2]);
    await server.tellToStop('SIGTERM');
    expect(await server.exit).toEqual({ code: 0, signal: null });
  });

  it('starts without Redis, says so, and makes its first class when Redis is there', async () => {
    await redis.kill();
    const url = await (await start()).listening();
    const before = await fetch(`${url}/api/v1/classes`, { headers: instructor });
    await redis.restart();
    await server.listening(4);

    expect(before.status).toBe(503);
    expect(server.stdout).toContain('the log cannot be reached yet');
    expect(server.stdout).toMatch(/join code of "My class": [A-Z]{6}\n$/u);
    expect((await report(url, await enrol(url), 1)).status).toBe(202);
  });
});
