import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/protocol';
import { type RedisServer, startRedis } from '../support/redis/redis-server';
import { INSTRUCTOR_TOKEN, SID } from '../support/classroom';
import { HttpClassroom } from '../support/http-classroom';
import { DataFolder, ServerProcess } from '../support/server-process';

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

/** The health check may answer what it found a second ago. */
async function untilUnready(room: HttpClassroom): Promise<Response> {
  for (;;) {
    const reply = await room.instruct('/health/ready');
    if (reply.status === 503) {
      return reply;
    }
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
    const room = new HttpClassroom(await (await start()).listening());
    const token = await room.enrol();
    const feed = await room.instruct('/classes/default/feed');
    expect((await room.report(token, SID, 1)).status).toBe(202);
    await redis.kill();
    const refused = await room.report(token, SID, 2);
    const unready = await untilUnready(room);
    await redis.restart();
    await room.reportUntilTaken(token, SID, 2);

    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'unavailable' } satisfies Partial<Problem>);
    expect(((await unready.json()) as { reasons: string[] }).reasons).toHaveLength(1);
    await readUntil(feed.body as unknown as AsyncIterable<Uint8Array>, '"totals":{"students":1,"events":2');
    expect((await room.exported()).map(({ seq }) => seq)).toEqual([1, 2]);
    await server.tellToStop('SIGTERM');
    expect(await server.exit).toEqual({ code: 0, signal: null });
  });

  it('starts without Redis, says so, and makes its first class when Redis is there', async () => {
    await redis.kill();
    const room = new HttpClassroom(await (await start()).listening());
    const before = await room.instruct('/classes');
    await redis.restart();
    await server.listening(4);

    expect(before.status).toBe(503);
    expect(server.stdout).toContain('the log cannot be reached yet');
    expect(server.stdout).toMatch(/join code of "My class": [A-Z]{8}\n$/u);
    expect((await room.report(await room.enrol(), SID, 1)).status).toBe(202);
  });

  it('warns loudly of a Redis that could throw the log away, and starts all the same', async () => {
    await redis.stop();
    redis = await startRedis(['--maxmemory-policy', 'allkeys-lru', '--maxmemory', '100mb']);
    await (await start()).listening();
    await server.untilSaid('not ready for a class');

    expect(server.stderr).toMatch(
      /^problem {2}Redis .*: eviction: allkeys-lru silently throws away the log.*\n {9}→ Set "maxmemory-policy noeviction"/mu,
    );
    // The log writes in its own time.
    await server.untilSaid('"msg":"allkeys-lru silently throws away the log when memory is full"');
  });
});
