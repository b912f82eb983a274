import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/protocol';
import { diagnoseRedis } from '../../src/operator/doctor/redis/redis-diagnosis';
import { examineRedis } from '../../src/operator/doctor/redis/redis-examination';
import { DEFAULT_KEY_PREFIX } from '../../src/databases/redis/redis-keys';
import { systemClock } from '../../src/platform/clock';
import { systemStopwatch } from '../../src/platform/stopwatch';
import { type RedisServer, startRedisWith } from '../support/redis/redis-server';
import { INSTRUCTOR_TOKEN, SID } from '../support/classroom';
import { HttpClassroom } from '../support/http-classroom';
import { type Admin, connectAdmin, failureOf } from '../support/redis/redis-stores';
import { DataFolder, ServerProcess } from '../support/server-process';

const FILE = fileURLToPath(new URL('../../redis.conf', import.meta.url));
const MIB = 1024 * 1024;

let redis: RedisServer | undefined;
afterEach(async () => {
  await ServerProcess.killAll();
  await redis?.stop();
  redis = undefined;
});

/** The file's directives as Redis shows them: sizes in bytes, quotes gone. */
function directives(): Map<string, string> {
  const lines = readFileSync(FILE, 'utf8')
    .split('\n')
    .filter(line => /^[a-z]/u.test(line));
  return new Map(
    lines.map(line => {
      const [name = '', ...value] = line.split(' ');
      const text = value.join(' ').replace(/^""$/u, '');
      const size = /^(\d+)mb$/u.exec(text)?.[1];
      return [name, size === undefined ? text : String(Number(size) * MIB)];
    }),
  );
}

/** Fills Redis to the brim, with one key. */
async function fill(admin: Admin): Promise<void> {
  let refusal: unknown;
  while (refusal === undefined) {
    refusal = await failureOf(admin.append('filler', 'x'.repeat(MIB / 4)));
  }
}

describe('redis.conf', () => {
  it('takes effect in every line, and doctor has nothing to complain about', async () => {
    redis = await startRedisWith(FILE);
    const admin = await connectAdmin(redis.url);
    const wanted = [...directives()].filter(([name]) => name !== 'port');
    const shown = await Promise.all(wanted.map(async ([name]) => [name, (await admin.configGet(name))[name]]));
    admin.destroy();
    const examination = await examineRedis(redis.url, { keyPrefix: DEFAULT_KEY_PREFIX, clock: systemClock, stopwatch: systemStopwatch });

    expect(wanted.length).toBeGreaterThan(15);
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(wanted));
    // A machine of the tests may have less memory than the file takes for granted.
    const complaints = diagnoseRedis(examination, 2).filter(({ level, subject }) => level !== 'ok' && !subject.endsWith('memory'));
    expect(complaints).toEqual([]);
  });

  it('makes a full Redis refuse and forget nothing: 503, nothing acknowledged, and healed with the room', async () => {
    redis = await startRedisWith(FILE, ['--maxmemory', '8mb']);
    const folder = new DataFolder();
    const server = await ServerProcess.start(['--port', '0', '--data-dir', folder.path, '--redis-url', redis.url], {
      CELL_MONITOR_INSTRUCTOR_TOKEN: INSTRUCTOR_TOKEN,
    });
    const room = new HttpClassroom(await server.listening());
    const token = await room.enrol();
    expect((await room.report(token, SID, 1)).status).toBe(202);

    const admin = await connectAdmin(redis.url);
    await fill(admin);
    const refused = await room.report(token, SID, 2);
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'unavailable' } satisfies Partial<Problem>);

    await admin.del('filler');
    admin.destroy();
    await room.reportUntilTaken(token, SID, 2);
    expect((await room.exported()).map(({ seq }) => seq)).toEqual([1, 2]);
    await ServerProcess.killAll();
    folder.remove();
  });
});
