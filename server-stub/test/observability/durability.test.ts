import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Problem, SystemState } from '../../../src/protocol';
import type { AlertChange } from '../../src/observability/alerts/alert-board';
import type { Store } from '../../src/app/storage/store';
import { systemClock } from '../../src/platform/clock';
import { Classroom, OTHER_SID, SID } from '../support/classroom';
import { type RedisServer, startRedis } from '../support/redis/redis-server';
import { type Admin, connectAdmin, open, until, untilReady } from '../support/redis/redis-stores';

let room: Classroom;
let told: AlertChange[];
const watch = () => ({ levels: {}, sinks: [{ tell: (change: AlertChange) => void told.push(change), close: () => undefined }] });

const readiness = async (): Promise<{ status: number; reasons: string }> => {
  const reply = await room.inject({ method: 'GET', url: '/api/v1/health/ready' });
  const { reasons = [], warnings = [] } = reply.json<{ reasons?: string[]; warnings?: string[] }>();
  return { status: reply.statusCode, reasons: [...reasons, ...warnings].join('\n') };
};
const alertsTold = (): string[] => told.filter(({ alert }) => alert.name === 'durability').map(({ alert }) => alert.severity);

beforeEach(() => {
  told = [];
});

describe('a log whose file is taken away under the running server', () => {
  let token: string;
  const path = (): string => join(room.folder, 'log.sqlite');

  beforeEach(async () => {
    room = await Classroom.open({ watch: watch() });
    ({ token } = await room.enrol('ada'));
    await room.report(token, 1, 2);
    await room.clock.advance(1000);
  });
  afterEach(() => room.close());

  it.each([
    ['is deleted', () => rmSync(path())],
    [
      'is replaced',
      () => {
        renameSync(path(), `${path()}.old`);
        writeFileSync(path(), '');
      },
    ],
    ['loses what was written ahead', () => rmSync(`${path()}-wal`)],
  ])('acknowledges nothing any more when it %s, and says so at once', async (_, meddle) => {
    meddle();
    const reply = await room.report(token, 3, 4);
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([503, 'unavailable']);
    await room.clock.advance(1000);

    const { status, reasons } = await readiness();
    expect(status).toBe(503);
    expect(reasons).toContain('was deleted or replaced under the running server: put the same file back');
    expect(alertsTold()).toEqual(['critical']);
    expect(room.logLines.filter(line => line.includes('does not keep what it has taken'))).toHaveLength(1);
  });

  it('goes on when the same file is put back, with all that was acknowledged', async () => {
    renameSync(path(), `${path()}.away`);
    expect((await room.report(token, 3, 4)).statusCode).toBe(503);
    renameSync(`${path()}.away`, path());
    await room.clock.advance(1000);

    expect((await room.report(token, 3, 4)).statusCode).toBe(202);
    await room.clock.advance(1000);
    expect(await readiness()).toMatchObject({ status: 200 });
    expect(new Set((await room.exported()).map(({ seq }) => seq))).toEqual(new Set([1, 2, 3, 4]));
    expect(existsSync(path())).toBe(true);
  });
});

describe('a Redis', () => {
  let redis: RedisServer;
  let store: Store;
  let admin: Admin;

  async function atWork(...args: readonly string[]): Promise<string> {
    redis = await startRedis(args);
    admin = await connectAdmin(redis.url);
    store = open(redis.url);
    await untilReady(store);
    room = await Classroom.open({ clock: systemClock, store, watch: watch() });
    const { token } = await room.enrol('ada');
    expect((await room.report(token, 1, 2)).statusCode).toBe(202);
    expect(await readiness()).toMatchObject({ status: 200 });
    return token;
  }
  afterEach(async () => {
    admin.destroy();
    await room.app.close();
    await store.close();
    await redis.stop();
  });

  it('whose append-only file is switched off is told of until it is on again, while reports go on', async () => {
    const token = await atWork('--appendonly', 'yes');
    await admin.configSet('appendonly', 'no');
    await until(async () => expect(await readiness()).toMatchObject({ status: 503, reasons: expect.stringContaining('appendonly yes') }));
    await until(() => expect(alertsTold()).toEqual(['critical']));
    expect((await room.report(token, 3, 4)).statusCode).toBe(202);

    await admin.configSet('appendonly', 'yes');
    await until(async () => expect(await readiness()).toMatchObject({ status: 200 }));
    await until(() => expect(alertsTold()).toEqual(['critical', 'ok']));
  });

  it('that is emptied acknowledges nothing into a class that nobody can read, from the first report on', async () => {
    const token = await atWork();
    await admin.flushAll();
    const replies = await Promise.all(
      [1, 2, 3].map(async source => room.report(token, 1, 3, { sid: String(source).padEnd(22, 'x') }).then(reply => reply.statusCode)),
    );
    expect(replies).toEqual([503, 503, 503]);

    await until(async () =>
      expect(await readiness()).toMatchObject({ status: 503, reasons: expect.stringContaining('gone from the store') }),
    );
    expect((await room.report(token, 3, 4)).statusCode).toBe(503);
    expect((await room.report(token, 1, 1, { sid: OTHER_SID })).statusCode).toBe(503);
    await until(() => expect(alertsTold()).toEqual(['critical']));
    expect((await room.asInstructor('GET', '/system')).json<SystemState>().ingest.breaker).toBe('closed');
  });

  it('takes reports again when the class was made again, and all of it can be read', async () => {
    await atWork();
    await admin.flushAll();
    await until(async () => expect(await readiness()).toMatchObject({ status: 503 }));
    const { id, name, joinCode, policy } = room.class;
    await store.registry.createClass({ id, name, joinCode, policy, createdAtMs: Date.now() });
    await until(async () => expect(await readiness()).toMatchObject({ status: 200 }));

    const { token } = await room.enrol('ada');
    expect((await room.report(token, 1, 3)).statusCode).toBe(202);
    expect((await room.exported()).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('that has lost a class’s log and marks alone is told of, and heals by what students send again', async () => {
    const token = await atWork();
    const keys = await admin.keys('*:{default}:{log,hwm,marks}*');
    const own = keys.length > 0 ? keys : (await admin.keys('*default*')).filter(key => /:(?:log|hwm|marks)$/u.test(key));
    expect(own.length).toBeGreaterThanOrEqual(2);
    await admin.del(own);
    await until(async () => expect(await readiness()).toMatchObject({ status: 200, reasons: expect.stringContaining('had acknowledged') }));
    await until(() => expect(alertsTold()).toEqual(['warning']));

    expect((await room.report(token, 1, 2, { sid: SID })).statusCode).toBe(202);
    await until(async () => expect(await readiness()).toEqual({ status: 200, reasons: '' }));
    expect((await room.exported()).map(({ seq }) => seq)).toEqual([1, 2]);
  });
});
