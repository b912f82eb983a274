import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BatchReply, LIMITS, type Problem } from '../../../src/protocol';
import batchFixtures from '../../../src/protocol/fixtures/batches.json' with { type: 'json' };
import { Classroom, OTHER_SID, SID } from '../support/classroom';

let room: Classroom;
let token: string;

beforeEach(async () => {
  room = await Classroom.open();
  ({ token } = await room.enrol());
});
afterEach(() => room.close());

const seqs = async (): Promise<number[]> => (await room.exported()).map(event => event.seq);

describe('the decision table', () => {
  it('appends what continues the source', async () => {
    const first = await room.report(token, 1, 3);
    const second = await room.report(token, 4, 4);

    expect(first.statusCode).toBe(202);
    expect(first.json<BatchReply>()).toMatchObject({ hwm: 3, rejected: [], messages: [] });
    expect(second.json<BatchReply>().hwm).toBe(4);
    expect(await seqs()).toEqual([1, 2, 3, 4]);
  });

  it('acknowledges what it has without writing it again', async () => {
    await room.report(token, 1, 5);
    const again = await room.report(token, 2, 4);

    expect(again.statusCode).toBe(202);
    expect(again.json<BatchReply>().hwm).toBe(5);
    expect(await room.store.log.read(room.class.id, '0', 10)).toHaveLength(2);
  });

  it('takes the new part of a batch that overlaps', async () => {
    await room.report(token, 1, 3);
    const reply = await room.report(token, 2, 6);

    expect(reply.json<BatchReply>().hwm).toBe(6);
    expect(await seqs()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('sends a client back that skips what it still holds', async () => {
    await room.report(token, 1, 3);
    const reply = await room.report(token, 6, 7, { oldest: 2 });

    expect(reply.statusCode).toBe(409);
    expect(reply.json<Problem>()).toMatchObject({ code: 'rewind', hwm: 3, status: 409 });
    expect(await seqs()).toEqual([1, 2, 3]);
  });

  it('records a hole that the client can no longer fill', async () => {
    await room.report(token, 1, 3);
    const reply = await room.report(token, 6, 7, { oldest: 6 });

    expect(reply.json<BatchReply>().hwm).toBe(7);
    expect((await room.delivery()).sources).toMatchObject([{ hwm: 7, received: 5, missing: [{ from: 4, to: 5 }], lost: 0, rejected: [] }]);
  });

  it('stores the rest of a batch with a bad event, and names the bad one', async () => {
    const big = { ...room.run(2), data: { note: 'x'.repeat(LIMITS.eventBytes) } };
    const shapeless = { ...room.run(3), time: 'yesterday' };
    const reply = await room.send(token, room.batchOf([room.run(1), big, shapeless, room.run(4)]));

    const rejected = [
      { seq: 2, code: 'event_too_large' },
      { seq: 3, code: 'event_invalid' },
    ];
    expect(reply.json<BatchReply>()).toMatchObject({ hwm: 4, rejected });
    expect(await seqs()).toEqual([1, 4]);
    expect((await room.delivery()).sources).toMatchObject([{ hwm: 4, received: 2, missing: [], rejected }]);
  });

  it('accounts for a batch of which nothing can be stored', async () => {
    const reply = await room.send(token, room.batchOf([{ ...room.run(1), time: 'never' }]));

    expect(reply.json<BatchReply>()).toMatchObject({ hwm: 1, rejected: [{ seq: 1, code: 'event_invalid' }] });
    expect((await room.report(token, 2, 2)).json<BatchReply>().hwm).toBe(2);
  });

  it('answers a heartbeat with the mark of its source', async () => {
    await room.report(token, 1, 3);

    expect((await room.send(token, room.batchOf([]))).json<BatchReply>().hwm).toBe(3);
    expect((await room.send(token, room.batchOf([], { sid: OTHER_SID }))).json<BatchReply>().hwm).toBe(0);
  });

  it('refuses a malformed batch whole', async () => {
    const reply = await room.send(token, { ...room.batchOf([room.run(1), room.run(3)]) });

    expect(reply.statusCode).toBe(400);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(reply.json<Problem>()).toMatchObject({ code: 'invalid_batch', errors: [{ path: 'events[1].seq' }] });
    expect(await seqs()).toEqual([]);
  });
});

describe('the golden batches', () => {
  for (const { name, body, ...outcome } of batchFixtures as { name: string; body: unknown; accepts?: unknown; refuses?: unknown }[]) {
    it(`answers "${name}" as both sides agreed`, async () => {
      const reply = await room.send(token, JSON.stringify(body));

      // Taken, or read and sent back because its source starts higher up: but not refused as malformed.
      expect([202, 409].includes(reply.statusCode)).toBe(outcome.accepts !== undefined);
      expect(reply.statusCode === 400 || reply.statusCode === 413).toBe(outcome.accepts === undefined);
    });
  }
});

describe('bodies', () => {
  it('reads gzip', async () => {
    const body = gzipSync(JSON.stringify(room.batchOf([room.run(1)])));
    const reply = await room.inject({
      method: 'POST',
      url: '/api/v1/batches',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-encoding': 'gzip' },
      payload: body,
    });

    expect(reply.json<BatchReply>().hwm).toBe(1);
  });

  it('stops unpacking a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
    const reply = await room.inject({
      method: 'POST',
      url: '/api/v1/batches',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-encoding': 'gzip' },
      payload: bomb,
    });

    expect(bomb.length).toBeLessThan(LIMITS.batchBytes);
    expect(reply.json<Problem>()).toMatchObject({ status: 413, code: 'batch_too_large' });
  });

  it.each([
    ['half a gzip', { 'content-encoding': 'gzip' }, 400, 'invalid_batch'],
    ['an unknown encoding', { 'content-encoding': 'br' }, 415, 'unsupported_media_type'],
    ['an unknown type', { 'content-type': 'application/xml' }, 415, 'unsupported_media_type'],
    ['no JSON', {}, 400, 'invalid_batch'],
  ])('refuses %s', async (_name, headers, status, code) => {
    const reply = await room.send(token, '{"v":1,', headers);

    expect(reply.json<Problem>()).toMatchObject({ status, code });
  });

  it('refuses more bytes than a batch may have, before reading them all', async () => {
    const reply = await room.send(token, JSON.stringify(room.batchOf([])) + ' '.repeat(LIMITS.batchBytes));

    expect(reply.json<Problem>()).toMatchObject({ status: 413, code: 'batch_too_large' });
  });

  it('refuses more events than a batch may have', async () => {
    expect((await room.report(token, 1, LIMITS.batchEvents)).statusCode).toBe(202);
    const reply = await room.report(token, 501, 501 + LIMITS.batchEvents);

    expect(reply.json<Problem>()).toMatchObject({ status: 413, code: 'batch_too_large' });
  });

  it('takes plain text with the token in the body, from a page that is being closed', async () => {
    const payload = JSON.stringify({ ...room.batchOf([room.run(1)]), token });
    const reply = await room.inject({
      method: 'POST',
      url: '/api/v1/batches',
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
      payload,
    });

    expect(reply.json<BatchReply>().hwm).toBe(1);
    expect(JSON.stringify(await room.exported())).not.toContain(token);
  });

  it('keeps a __proto__ key as an ordinary key', async () => {
    const body = JSON.stringify(room.batchOf([room.run(1)])).replace(
      '"ok":true',
      '"__proto__":{"polluted":1},"constructor":{"prototype":{"x":1}},"ok":true',
    );
    const reply = await room.send(token, body);

    expect(reply.json<BatchReply>()).toMatchObject({ hwm: 1, rejected: [] });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    const [line] = (await room.asInstructor('GET', '/classes/default/events')).body.split('\n');
    expect(line).toContain('"__proto__":{"polluted":1}');
  });

  it('survives a hundred thousand nested brackets, inside an event and outside', async () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    const inside = JSON.stringify(room.batchOf([room.run(1), room.run(2)])).replace('"ok":true', `"deep":${deep}`);
    const outside = JSON.stringify(room.batchOf([])).replace('"events"', `"deep":${deep},"events"`);

    expect((await room.send(token, inside)).json<BatchReply>().rejected).toEqual([{ seq: 1, code: 'event_invalid' }]);
    expect((await room.send(token, outside)).statusCode).toBe(202);
  });
});

describe('who reports', () => {
  it('takes student and team from the token and never from the body', async () => {
    const { token: teamToken } = await room.enrol('ada', { team: 'Team 7' });
    await room.send(teamToken, { ...room.batchOf([room.run(1)]), studentId: 'bob', team: 'Team 1', classId: 'other' });

    expect(await room.exported()).toMatchObject([{ classId: 'default', studentId: 'ada', team: 'Team 7' }]);
  });

  it('keeps the sources of two students apart, even under one sid', async () => {
    const { token: bobs } = await room.enrol('bob', { deviceId: OTHER_SID });
    await room.report(token, 1, 5);
    const reply = await room.report(bobs, 1, 2);

    expect(reply.json<BatchReply>().hwm).toBe(2);
    expect(await room.exported()).toHaveLength(7);
  });
});

describe('what comes back', () => {
  it('spreads the next report around the cadence', async () => {
    const waits: number[] = [];
    for (let seq = 1; seq <= 40; seq++) {
      waits.push((await room.report(token, seq, seq)).json<BatchReply>().nextMs);
    }

    expect(Math.min(...waits)).toBeGreaterThanOrEqual(800);
    expect(Math.max(...waits)).toBeLessThanOrEqual(1200);
    expect(new Set(waits).size).toBeGreaterThan(30);
  });

  it('accounts for every seq, whatever was lost or rejected', async () => {
    const lost = { from: 1, seq: 100, type: 'lost' as const, data: { count: 100, reason: 'a reason of a later version' } };
    const impossible = { from: 101, seq: 103, type: 'lost' as const, data: { count: 9, reason: 'quota' } };
    const reply = await room.send(token, { ...room.batchOf([]), oldest: 1, events: [lost, impossible, room.run(104)] });
    expect(reply.json<BatchReply>()).toMatchObject({ hwm: 104, rejected: [{ from: 101, seq: 103, code: 'event_invalid' }] });

    const [source] = (await room.delivery()).sources;
    const rejected = source?.rejected.reduce((sum, event) => sum + event.seq - (event.from ?? event.seq) + 1, 0) ?? 0;
    expect(source).toMatchObject({ hwm: 104, received: 1, lost: 100, missing: [] });
    expect((source?.received ?? 0) + (source?.lost ?? 0) + rejected).toBe(104);
  });

  it('sends the policy only to a client that follows another one', async () => {
    expect((await room.report(token, 1, 1)).json<BatchReply>().policy).toBeUndefined();
    await room.asInstructor('PATCH', '/classes/default', { policy: { level: 'code' } });

    const policy = { level: 'code', cadenceMs: 1000, revision: 2 };
    expect((await room.report(token, 2, 2)).json<BatchReply>().policy).toEqual(policy);
    expect((await room.report(token, 3, 3)).json<BatchReply>().policy).toBeUndefined();
    expect((await room.report(token, 4, 4, { policyRevision: 1 })).json<BatchReply>().policy).toEqual(policy);
    expect((await room.report(token, 5, 5, { policyRevision: 2 })).json<BatchReply>().policy).toBeUndefined();
  });
});

describe('the level of the class', () => {
  it('holds for what a client sends all the same, also when it was lowered since', async () => {
    const error = { name: 'NameError', message: 'x', traceback: 'line 1' };
    const run = room.run(1, { ok: false, error, code: 'secret', output: 'secret' });
    await room.send(token, room.batchOf([run]));
    await room.asInstructor('PATCH', `/classes/${room.class.id}`, { policy: { level: 'activity' } });
    await room.send(token, room.batchOf([{ ...run, seq: 2 }]));
    const [first, second] = await room.exported();

    expect(first?.data).toMatchObject({ error: { name: 'NameError', message: 'x' } });
    expect(second?.data).not.toHaveProperty('error');
    expect(JSON.stringify([first, second])).not.toMatch(/secret|line 1/u);
  });
});

describe('a backlog', () => {
  it('of 5,000 events goes through at once', async () => {
    for (let first = 1; first <= 5000; first += LIMITS.batchEvents) {
      expect((await room.report(token, first, first + LIMITS.batchEvents - 1)).statusCode).toBe(202);
    }

    expect((await room.delivery()).sources).toMatchObject([{ sid: SID, hwm: 5000, received: 5000 }]);
  });
});

describe('across origins', () => {
  const origin = 'https://hub.example.org';

  it('answers preflights of reporting and enrolling, and of nothing else', async () => {
    for (const path of ['/api/v1/batches', '/api/v1/enrolments']) {
      const reply = await room.inject({ method: 'OPTIONS', url: path, headers: { origin, 'access-control-request-method': 'POST' } });
      expect(reply.statusCode).toBe(204);
      expect(reply.headers).toMatchObject({ 'access-control-allow-origin': '*', 'access-control-max-age': '7200' });
      expect(reply.headers['access-control-allow-headers']).toContain('Authorization');
    }
    for (const path of ['/api/v1/classes', '/api/v1/session', '/api/v1/classes/default/feed']) {
      const reply = await room.inject({ method: 'OPTIONS', url: path, headers: { origin, 'access-control-request-method': 'GET' } });
      expect(reply.headers['access-control-allow-origin']).toBeUndefined();
      expect(reply.statusCode).toBe(405);
    }
  });

  it('lets a page read its refusal, and how long to wait', async () => {
    const reply = await room.send('forged', room.batchOf([]), { origin });

    expect(reply.statusCode).toBe(401);
    expect(reply.headers).toMatchObject({ 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Retry-After' });
    expect(reply.headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('names only the origins that the operator allows', async () => {
    const strict = await Classroom.open({ allowedOrigins: [origin] });
    const ask = (from: string) => strict.inject({ method: 'OPTIONS', url: '/api/v1/batches', headers: { origin: from } });

    expect((await ask(origin)).headers['access-control-allow-origin']).toBe(origin);
    expect((await ask('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
    await strict.close();
  });
});
