import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Problem, WireEvent } from '../../../src/protocol';
import { Classroom, OTHER_DEVICE, SID } from '../support/classroom';
import { settle } from '../support/virtual-clock';

let room: Classroom;
let token: string;

beforeEach(async () => {
  room = await Classroom.open();
  ({ token } = await room.enrol('ada', { team: 'Team 1' }));
});
afterEach(() => room.close());

describe('the events export', () => {
  it('has a line for each event, with whose it is', async () => {
    await room.report(token, 1, 1);

    expect(await room.exported()).toEqual([
      {
        classId: 'default',
        studentId: 'ada',
        team: 'Team 1',
        sid: SID,
        seq: 1,
        type: 'cell.executed',
        time: room.clock.timestamp,
        receivedAt: room.clock.timestamp,
        data: room.run(1).data,
      },
    ]);
  });

  it('has every event once although the log holds some twice', async () => {
    await room.report(token, 1, 30);
    const [, stored] = await room.store.log.read('default', '0', 10);
    if (stored?.entry.kind !== 'batch') {
      throw new Error('the log holds no batch');
    }
    // What a torn append-only file does: the same entry is in the log again.
    const log = room.store.log;
    const read = log.read.bind(log);
    log.read = async (classId, after, limit) => (await read(classId, after, limit)).flatMap(item => [item, item]);

    expect((await room.exported()).map(event => event.seq)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect((await room.state()).totals.events).toBe(30);
  });

  it('tells times in UTC, whatever zone a clock said', async () => {
    const away = { ...room.run(1), time: '2026-11-22T17:59:51.120+09:00' };
    const lost: WireEvent = { from: 2, seq: 3, type: 'lost', time: '2026-11-22T04:00:00-05:00', data: { count: 2, reason: 'quota' } };
    expect((await room.send(token, room.batchOf([away, lost]))).statusCode).toBe(202);

    expect((await room.exported()).map(({ time }) => time)).toEqual(['2026-11-22T08:59:51.120Z', '2026-11-22T09:00:00.000Z']);
  });

  it.each(['never', 'neverZ', 7, null])('refuses a loss that says it was at %j, and goes on', async time => {
    const lost = { from: 2, seq: 3, type: 'lost', time, data: { count: 2, reason: 'quota' } } as unknown as WireEvent;
    const reply = await room.send(token, room.batchOf([room.run(1), lost, room.run(4)]));

    expect(reply.json()).toMatchObject({ hwm: 4, rejected: [{ from: 2, seq: 3, code: 'event_invalid' }] });
    expect((await room.exported()).map(({ seq }) => seq)).toEqual([1, 4]);
  });

  it('says what was lost, and not what was sent all the same', async () => {
    await room.report(token, 1, 3);
    const lost: WireEvent = { from: 2, seq: 8, type: 'lost', data: { count: 7, reason: 'quota' } };
    await room.send(token, room.batchOf([lost, room.run(9)]));
    const lines = await room.exported();

    expect(lines.map(({ type, seq, from }) => ({ type, seq, from }))).toEqual([
      ...[1, 2, 3].map(seq => ({ type: 'cell.executed', seq, from: undefined })),
      { type: 'lost', from: 4, seq: 8 },
      { type: 'cell.executed', seq: 9, from: undefined },
    ]);
    expect(lines[3]).toMatchObject({ data: { count: 5, reason: 'quota' }, time: null });
    expect((await room.delivery()).sources).toMatchObject([{ hwm: 9, received: 4, lost: 5, missing: [] }]);
  });

  it('is read page by page, and only as fast as it is taken', async () => {
    for (let seq = 1; seq <= 300; seq++) {
      if (seq % 50 === 0) {
        await room.clock.advance(10_000);
      }
      await room.send(token, room.batchOf([room.run(seq, { note: 'x'.repeat(8000) })]));
    }
    let reads = 0;
    const read = room.store.log.read.bind(room.store.log);
    room.store.log.read = async (...args) => {
      reads += 1;
      return read(...args);
    };
    const reply = await room.app.inject({
      method: 'GET',
      url: '/api/v1/classes/default/events',
      headers: { authorization: 'Bearer the-instructor-token-of-the-tests' },
      payloadAsStream: true,
    });
    await settle();
    const readsBeforeAnybodyReads = reads;
    let text = '';
    for await (const chunk of reply.stream()) {
      text += String(chunk);
    }

    expect(readsBeforeAnybodyReads).toBeLessThan(5);
    expect(text.trim().split('\n')).toHaveLength(300);
  });

  it('keeps hostile text on its line', async () => {
    await room.send(token, room.batchOf([room.run(1, { note: 'a\nb\r\u2028{"seq":2}\u0000' })]));

    expect(await room.exported()).toMatchObject([{ data: { note: 'a\nb\r\u2028{"seq":2}\u0000' } }]);
  });

  it.each([
    ['format=xml', 'format', 'must be one of ndjson, csv, progsnap2, xapi, students'],
    ['format=csv&package=rar', 'package', 'must be zip, or absent'],
    ['format=csv&for=people', 'for', 'must be spreadsheet, or absent'],
    ['format=progsnap2&for=spreadsheet', 'for', 'goes with format=csv and format=students alone'],
    ['format=students&package=zip', 'package', 'goes with the formats of events alone'],
    ['format=csv&codeStates=folders', 'codeStates', 'must be folders with format=progsnap2, or absent'],
    ['format=csv&pseudonyms=yes', 'pseudonyms', 'must be 1 or 0'],
  ])('gives nothing else instead of %s', async (query, path, message) => {
    const reply = await room.asInstructor('GET', `/classes/default/events?${query}`);

    expect(reply.json<Problem>()).toMatchObject({ status: 422, code: 'invalid', errors: [{ path, message }] });
  });

  it.each([
    ['format=ndjson', 'events.ndjson'],
    ['format=csv', 'events.csv'],
    ['format=xapi', 'statements.json'],
    ['format=progsnap2', 'progsnap2.zip'],
    ['format=csv&package=zip', 'csv.zip'],
    ['format=students', 'students.csv'],
    ['format=csv&pseudonyms=1', 'pseudonyms_events.csv'],
    ['format=progsnap2&pseudonyms=1', 'pseudonyms_progsnap2.zip'],
    ['format=students&pseudonyms=1', 'pseudonyms_students.csv'],
    ['format=csv&for=spreadsheet', 'events-for-spreadsheet.csv'],
    ['format=csv&for=spreadsheet&package=zip', 'csv-for-spreadsheet.zip'],
    ['format=students&for=spreadsheet&pseudonyms=1', 'pseudonyms_students-for-spreadsheet.csv'],
  ])('has with %s a file name that says class, date and what it is', async (query, end) => {
    await room.asInstructor('PATCH', '/classes/default', { name: 'Python 入門 / "1"' });
    await room.clock.advance(3000);
    const { headers } = await room.asInstructor('GET', `/classes/default/events?${query}`);
    const day = room.clock.timestamp.slice(0, 10);

    expect(headers['content-disposition']).toBe(
      `attachment; filename="Python-1_${day}_${end}"; filename*=UTF-8''Python-%E5%85%A5%E9%96%80-1_${day}_${end}`,
    );
  });
});

describe('the delivery report', () => {
  it('covers every source of every student', async () => {
    const { token: bobs } = await room.enrol('bob', { deviceId: OTHER_DEVICE });
    await room.report(token, 1, 2);
    await room.report(token, 1, 3, { sid: OTHER_DEVICE });
    await room.report(bobs, 4, 6, { oldest: 4 });

    expect((await room.delivery()).sources.toSorted((a, b) => a.hwm - b.hwm)).toEqual([
      { studentId: 'ada', sid: SID, hwm: 2, received: 2, missing: [], lost: 0, rejected: [] },
      { studentId: 'ada', sid: OTHER_DEVICE, hwm: 3, received: 3, missing: [], lost: 0, rejected: [] },
      { studentId: 'bob', sid: SID, hwm: 6, received: 3, missing: [{ from: 1, to: 3 }], lost: 0, rejected: [] },
    ]);
  });

  it('shows as missing what the log acknowledged and does not hold', async () => {
    await room.report(token, 1, 2);
    const log = room.store.log;
    log.sources = async () => [{ studentId: 'ada', sid: SID, hwm: 5 }];

    expect((await room.delivery()).sources).toMatchObject([{ hwm: 5, received: 2, missing: [{ from: 3, to: 5 }] }]);
  });
});
