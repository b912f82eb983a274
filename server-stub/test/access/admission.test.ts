import { gzipSync } from 'node:zlib';
import { type ClientRequest, request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { BatchReply, Problem } from '../../../src/protocol';
import { stretchAt } from '../../src/access/admission/server-load';
import { LogUnavailableError } from '../../src/databases/log-unavailable';
import type { EventLog } from '../../src/log/event-log';
import { openSqliteStore } from '../../src/app/storage/sqlite-store';
import type { Store } from '../../src/app/storage/store';
import type { LoopSample } from '../../src/platform/loop-gauge';
import { readHere } from '../../src/ingest/reading/batch-reader';
import { alterLog } from '../support/log/altered-log';
import { Classroom, SID } from '../support/classroom';
import { settle } from '../support/virtual-clock';

const MIB = 1024 * 1024;

let room: Classroom;
afterEach(() => room.close());

/** A store whose appends fail, or wait until they are let go. */
function troubledStore(): { store: Store; trouble: { isDown: boolean; hold: Promise<void> | undefined; asked: number } } {
  const real = openSqliteStore(':memory:');
  const trouble = { isDown: false, hold: undefined as Promise<void> | undefined, asked: 0 };
  const append: EventLog['append'] = async (...args) => {
    trouble.asked += 1;
    await trouble.hold;
    if (trouble.isDown) {
      throw new LogUnavailableError('Redis does not answer');
    }
    return real.log.append(...args);
  };
  const check: EventLog['check'] = async () => {
    if (trouble.isDown) {
      throw new LogUnavailableError('Redis does not answer');
    }
  };
  return { store: { ...real, log: alterLog(real.log, { append, check }) }, trouble };
}

/** What a 503 must be: no acknowledgement, and a time to come again. */
const unavailable = { code: 'unavailable', status: 503, retryAfterMs: expect.any(Number) as number } satisfies Partial<Problem>;

describe('while the log is down', () => {
  it('answers 503 at once without asking it, and reports again as soon as it is back', async () => {
    const { store, trouble } = troubledStore();
    room = await Classroom.open({ store });
    const { token } = await room.enrol();
    trouble.isDown = true;
    for (let time = 0; time < 5; time++) {
      await room.report(token, 1, 1);
    }
    const refused = await room.report(token, 1, 1);
    expect(refused.json()).toMatchObject(unavailable);
    expect(refused.headers['retry-after']).toBeDefined();
    expect(trouble.asked).toBe(5);
    trouble.isDown = false;
    await room.clock.advance(1000);

    expect((await room.report(token, 1, 1)).statusCode).toBe(202);
    expect(room.logLines.filter(line => line.includes('the log fails'))).toHaveLength(1);
    expect(room.logLines.filter(line => line.includes('the log is back'))).toHaveLength(1);
  });

  it('notices that by the classes and students, too, which rest in the same store', async () => {
    const { store, trouble } = troubledStore();
    const down = async (): Promise<never> => {
      throw new LogUnavailableError('Redis does not answer');
    };
    room = await Classroom.open({ store });
    const { token } = await room.enrol();
    Object.assign(store.registry, { getClass: down, getEnrolment: down });
    trouble.isDown = true;
    await room.clock.advance(3000);
    for (let time = 0; time < 5; time++) {
      await room.report(token, 1, 1);
    }

    expect(trouble.asked).toBe(0);
    expect(room.logLines.filter(line => line.includes('the log fails'))).toHaveLength(1);
  });

  it('enrols nobody whom the log would not know', async () => {
    const { store, trouble } = troubledStore();
    room = await Classroom.open({ store });
    const { token } = await room.enrol();
    trouble.isDown = true;
    for (let time = 0; time < 5; time++) {
      await room.report(token, 1, 1);
    }

    expect((await room.enrolment({ studentId: 'bob' })).json()).toMatchObject(unavailable);
  });
});

describe('a server with no room', () => {
  it('turns away what is beyond its limit of requests, and has room again when they are answered', async () => {
    const { store, trouble } = troubledStore();
    room = await Classroom.open({ store, gateLimits: { requests: 2, bytes: 1e9 } });
    const { token } = await room.enrol();
    let letGo = (): void => undefined;
    trouble.hold = new Promise<void>(resolve => (letGo = resolve));
    const reports = [room.report(token, 1, 1), room.report(token, 1, 1), room.report(token, 1, 1)];

    expect((await Promise.race(reports)).json()).toMatchObject(unavailable);
    letGo();
    const statuses = (await Promise.all(reports)).map(reply => reply.statusCode);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([202, 202, 503]);
    expect((await room.report(token, 2, 2)).statusCode).toBe(202);
  });

  it('turns away a body for which there are not enough bytes left, before it is read', async () => {
    room = await Classroom.open({ gateLimits: { requests: 100, bytes: 2000 } });
    const { token } = await room.enrol();

    expect((await room.report(token, 1, 1)).statusCode).toBe(202);
    expect((await room.report(token, 2, 50)).json()).toMatchObject(unavailable);
    expect((await room.state()).totals.events).toBe(1);
  });

  it('counts a packed body as what it may become', async () => {
    room = await Classroom.open({ gateLimits: { requests: 100, bytes: 1024 * 1024 - 1 } });
    const { token } = await room.enrol();
    const packed = gzipSync(JSON.stringify(room.batchOf([room.run(1)])));
    const reply = await room.send(token, packed, { 'content-encoding': 'gzip' });

    expect(reply.json()).toMatchObject(unavailable);
  });

  it('keeps nobody out for those who send their bodies slowly', async () => {
    room = await Classroom.open({ gateLimits: { requests: 1, bytes: 1024 * 1024 + 1000 } });
    const { token } = await room.enrol();
    const address = await room.app.listen({ port: 0 });
    const slow = ['identity', 'gzip'].flatMap(encoding => [
      startRequest(address, { authorization: `Bearer ${token}`, 'content-encoding': encoding }),
      startRequest(address, { 'content-type': 'text/plain', 'content-encoding': encoding }),
    ]);
    await Promise.all(slow);

    expect((await room.report(token, 1, 1)).statusCode).toBe(202);
    (await Promise.all(slow)).forEach(ask => ask.destroy());
  });

  it('gives one student no more than their share of the places, and the others the rest', async () => {
    const { store, trouble } = troubledStore();
    room = await Classroom.open({ store, gateLimits: { requests: 100, bytes: 1e9, ofOne: { requests: 2, bytes: 1e9 } } });
    const [{ token }, { token: other }] = [await room.enrol(), await room.enrol('bob')];
    let letGo = (): void => undefined;
    trouble.hold = new Promise<void>(resolve => (letGo = resolve));
    const reports = [room.report(token, 1, 1), room.report(token, 1, 1), room.report(token, 1, 1)];

    expect((await Promise.race(reports)).json()).toMatchObject({ code: 'slow_down', retryAfterMs: expect.any(Number) as number });
    const others = room.report(other, 1, 1);
    letGo();
    const statuses = (await Promise.all([...reports, others])).map(reply => reply.statusCode);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([202, 202, 202, 429]);
    expect((await room.report(token, 2, 2)).statusCode).toBe(202);
  });

  it('lets one student hold no more than their share of the bytes', async () => {
    room = await Classroom.open({ gateLimits: { requests: 100, bytes: 1e9, ofOne: { requests: 100, bytes: 2000 } } });
    const { token } = await room.enrol();

    expect((await room.report(token, 1, 1)).statusCode).toBe(202);
    expect((await room.report(token, 2, 50)).json()).toMatchObject({ code: 'slow_down' });
    expect((await room.report(token, 2, 2)).statusCode).toBe(202);
  });

  it('lets those who do not say who they are fill a share of their own, and no more', async () => {
    let letGo = (): void => undefined;
    const hold = new Promise<void>(resolve => (letGo = resolve));
    const batchReader = {
      ...readHere,
      token: async (...asked: Parameters<typeof readHere.token>) => hold.then(() => readHere.token(...asked)),
    };
    const gateLimits = { requests: 100, bytes: 4 * MIB, ofUnknown: { requests: 100, bytes: 2 * MIB } };
    room = await Classroom.open({ batchReader, gateLimits });
    const { token } = await room.enrol();
    const headers = { 'content-type': 'text/plain', 'content-encoding': 'gzip' };
    const closing = () => room.inject({ method: 'POST', url: '/api/v1/batches', headers, payload: gzipSync('{"token":"forged"}') });
    const unknown = [closing(), closing(), closing(), closing()];

    expect((await Promise.race(unknown)).json()).toMatchObject({ code: 'slow_down' });
    expect((await room.send(token, gzipSync(JSON.stringify(room.batchOf([room.run(1)]))), { 'content-encoding': 'gzip' })).statusCode).toBe(
      202,
    );
    letGo();
    const statuses = (await Promise.all(unknown)).map(({ statusCode }) => statusCode);
    expect(statuses.toSorted((one, other) => one - other)).toEqual([401, 429, 429, 429]);
  });

  it('gives the places of refused and malformed requests back', async () => {
    room = await Classroom.open({ gateLimits: { requests: 1, bytes: 1e9 } });
    const { token } = await room.enrol();
    for (let time = 0; time < 3; time++) {
      expect((await room.send(token, '{')).statusCode).toBe(400);
      expect((await room.send('forged', '{}')).statusCode).toBe(401);
      expect((await room.enrolment({ joinCode: 'wrong' })).statusCode).toBe(403);
    }

    expect((await room.report(token, 1, 1)).statusCode).toBe(202);
  });
});

/** A report whose headers the server has read, and a byte of its body; the rest does not come. */
async function startRequest(address: string, headers: Record<string, string>): Promise<ClientRequest> {
  const all = { 'content-type': 'application/json', 'content-length': 200_000, expect: '100-continue', ...headers };
  const ask = request(`${address}/api/v1/batches`, { method: 'POST', headers: all }).on('error', () => undefined);
  await new Promise(resolve => {
    ask.once('continue', resolve).flushHeaders();
  });
  ask.write('{');
  return ask;
}

describe('a server whose event loop', () => {
  async function openWith(sample: LoopSample): Promise<string> {
    room = await Classroom.open({ loopGauge: { sample: () => sample } });
    const { token } = await room.enrol();
    await room.clock.advance(5000);
    return token;
  }

  it('is half a second late turns reports away, and dashboards still see', async () => {
    const token = await openWith({ utilisation: 1, delayMs: 600 });

    expect((await room.report(token, 1, 1)).json()).toMatchObject(unavailable);
    expect((await room.state()).totals.students).toBe(1);
  });

  it('is never idle asks the class to report more slowly', async () => {
    const token = await openWith({ utilisation: 1, delayMs: 5 });
    const { nextMs } = (await room.report(token, 1, 1)).json<BatchReply>();

    expect(nextMs).toBeGreaterThan(2 * 1000);
  });

  it('has room leaves the class its pace', async () => {
    const token = await openWith({ utilisation: 0.5, delayMs: 0 });
    const { nextMs } = (await room.report(token, 1, 1)).json<BatchReply>();

    expect(nextMs).toBeLessThanOrEqual(1200);
    expect(nextMs).toBeGreaterThanOrEqual(800);
  });

  it('fills up stretches the pace step by step, to four times at most', () => {
    expect([0, 0.75, 0.875, 1, 2].map(stretchAt)).toEqual([1, 1, 2.5, 4, 4]);
  });
});

describe('a student who floods', () => {
  const flood = (token: string, requests: number) =>
    Promise.all(Array.from({ length: requests }, () => room.send(token, room.batchOf([], { sid: SID }))));

  it('is told to slow down, each time with another wait; the others report as always', async () => {
    room = await Classroom.open();
    const [{ token }, { token: other }] = [await room.enrol('ada'), await room.enrol('bob')];
    const replies = await flood(token, 110);
    const refused = replies.filter(reply => reply.statusCode === 429);

    expect(refused).toHaveLength(10);
    expect(refused[0]?.json()).toMatchObject({ code: 'slow_down' } satisfies Partial<Problem>);
    expect(new Set(refused.map(reply => reply.json<Problem>().retryAfterMs)).size).toBeGreaterThan(5);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect((await room.report(other, 1, 1)).statusCode).toBe(202);
    await room.clock.advance(1000);
    expect((await room.report(token, 1, 1)).statusCode).toBe(202);
  });

  it('gets answers late after going on, so that asking again costs the client and not the server', async () => {
    room = await Classroom.open();
    const { token } = await room.enrol();
    await flood(token, 120);
    let isAnswered = false;
    const late = room.report(token, 1, 1).then(reply => {
      isAnswered = true;
      return reply.statusCode;
    });
    await settle();
    await room.clock.advance(900);
    expect(isAnswered).toBe(false);
    await room.clock.advance(200);

    expect(await late).toBe(429);
  });
});
