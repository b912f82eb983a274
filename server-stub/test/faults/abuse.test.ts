import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readProcess } from '../../../harness/processes/process-figures';
import { SID } from '../support/classroom';
import { Scene } from './scene';
import { SLOW_HEADERS, slowBody, SlowSockets } from './slow-sockets';

const LIMIT_MS = 90_000;
const MIB = 1024 * 1024;

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});
afterEach(() => scene.close());

describe('a class at work', { timeout: LIMIT_MS }, () => {
  // Fault 43.
  it('does not notice bodies that are made to break the server, which refuses them and stays as it is', async () => {
    const { server, port } = await scene.server([]);
    const { work, room } = await scene.classAt(port);
    const tokens = await Promise.all(Array.from({ length: 4 }, (_, index) => room.enrol(`attacker-${String(index)}`)));
    const attack = (token: string): Promise<number[]> => sendHostile(room.url, token);
    await attack(tokens[0] ?? '');
    const before = readProcess(server.child.pid ?? 0).rssBytes;
    const statuses: number[][] = [];
    for (let round = 0; round < 3; round++) {
      statuses.push(...(await Promise.all(tokens.map(attack))));
    }
    const grown = readProcess(server.child.pid ?? 0).rssBytes - before;
    await work.untilAcknowledged(100);
    await work.finish();

    for (const each of statuses) {
      expect(each).toEqual([413, 400, 400, 400, 413]);
    }
    expect(grown, `${String(grown / MIB)} MiB`).not.toBeGreaterThan(100 * MIB);
    expect(await work.audit()).toEqual([]);
  });

  // Fault 44. What becomes of the slow ones is in http.test.ts.
  it('is answered while 500 sockets send their headers and bodies a byte at a time', async () => {
    const { port } = await scene.server([]);
    const { work, room } = await scene.classAt(port);
    const authorization = `Bearer ${await room.enrol('slow')}`;
    const starts = [
      slowBody({ 'content-type': 'text/plain', 'content-encoding': 'gzip' }),
      slowBody({ 'content-type': 'application/json', authorization, 'content-encoding': 'gzip' }),
      slowBody({ 'content-type': 'text/plain' }),
      SLOW_HEADERS,
    ];
    const slow = await Promise.all(starts.map(start => SlowSockets.open(room.url, 125, start)));
    scene.onClose(() => slow.forEach(sockets => sockets.close()));
    await work.untilAcknowledged(1000);
    await work.finish();

    expect([...work.outcomes.keys()]).toEqual(['accepted']);
    expect(await work.audit()).toEqual([]);
  });

  // Fault 45.
  it('is answered while one of its students floods the server from the same address', async () => {
    const { port } = await scene.server([]);
    const { work, room } = await scene.classAt(port);
    const token = await room.enrol('flooder');
    const statuses = new Map<number, number>();
    const flood = new AbortController();
    const flooding = Array.from({ length: 200 }, async () => {
      while (!flood.signal.aborted) {
        const { status } = await room.report(token, SID, 1);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    });
    await work.untilAcknowledged(1000);
    flood.abort();
    await Promise.all(flooding);
    await work.finish();

    expect([...work.outcomes.keys()]).toEqual(['accepted']);
    expect(new Set(statuses.keys())).toEqual(new Set([202, 429]));
    expect(await work.audit()).toEqual([]);
  });
});

const BOMB = gzipSync(Buffer.alloc(100 * MIB, ' '));

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

function batchWith(data: string): string {
  const time = '2026-11-22T09:00:00.000Z';
  return `{"v":1,"sid":"${SID}","oldest":1,"sentAt":"${time}","events":[{"seq":1,"type":"x","time":"${time}","data":${data}}]}`;
}

/** @returns the statuses, one for each of them */
async function sendHostile(url: string, token: string): Promise<number[]> {
  const packed = [
    BOMB,
    ...[`{"__proto__":${batchWith('{}')}}`, nested(500_000), batchWith(`{"x":${nested(500_000)}}`)].map(text => gzipSync(text)),
  ];
  const bodies = [...packed.map(body => ({ body, encoding: 'gzip' })), { body: nested(1_000_000), encoding: 'identity' }];
  const statuses: number[] = [];
  for (const { body, encoding } of bodies) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-encoding': encoding };
    const reply = await fetch(`${url}/api/v1/batches`, { method: 'POST', headers, body });
    await reply.text();
    statuses.push(reply.status);
  }
  return statuses;
}
