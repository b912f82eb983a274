import { array, assert, asyncProperty, boolean, constantFrom, integer, record } from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type ActionEntry,
  type BatchEntry,
  comparePositions,
  decideBatch,
  type EnrolledEntry,
  type EventLog,
  LOG_START,
  type StoredEntry,
} from '../../src/log/event-log';
import type { Store } from '../../src/app/storage/store';
import { batch, growthOf, SID } from '../support/log/batches';

const OTHER_SID = 'B'.repeat(22);

const enrolled: EnrolledEntry = {
  kind: 'enrolled',
  studentId: 'ada',
  displayName: '<img onerror=alert(1)> \u202E 李 😀',
  team: '=cmd()',
  receivedAtMs: 1_795_338_600_000,
};

const action: ActionEntry = {
  kind: 'action',
  studentId: 'ada',
  receivedAtMs: 1_795_338_600_500,
  id: 'a1',
  action: { type: 'help', helpId: `${SID}-1`, step: 'claimed', by: { id: 'g', name: '"\u2028 李 😀' }, takeOver: true },
};

async function readAll(log: EventLog, classId: string, pageLength = 100): Promise<StoredEntry[]> {
  const all: StoredEntry[] = [];
  for (;;) {
    const page = await log.read(classId, all.at(-1)?.position ?? LOG_START, pageLength);
    all.push(...page);
    if (page.length < pageLength) {
      return all;
    }
  }
}

const rangesOf = (entries: readonly StoredEntry[]): number[][] =>
  entries.flatMap(({ entry }) => (entry.kind === 'batch' ? [[entry.first, entry.last]] : []));

/** What every log does, whatever it keeps its entries in. `open` gives an empty store. */
export function describeEventLog(open: () => Promise<Store>): void {
  let store: Store;
  let log: EventLog;
  beforeEach(async () => {
    store = await open();
    log = store.log;
  });
  afterEach(() => store.close());

  it('appends the first batch of a source and raises its mark', async () => {
    expect(await log.append('c', batch(1, 3))).toEqual({ verdict: 'appended', hwm: 3 });
    expect(await log.highWaterMark('c', 'ada', SID)).toBe(3);
    expect(await readAll(log, 'c')).toEqual([{ position: expect.any(String), entry: batch(1, 3).entry }]);
  });

  it('knows nothing of a source that never reported', async () => {
    expect(await log.highWaterMark('c', 'ada', SID)).toBe(0);
    expect(await log.sources('c')).toEqual([]);
    expect(await log.read('c', LOG_START, 10)).toEqual([]);
  });

  it('appends a batch that goes on where the last one ended', async () => {
    await log.append('c', batch(1, 3));
    expect(await log.append('c', batch(4, 4))).toEqual({ verdict: 'appended', hwm: 4 });
    expect(rangesOf(await readAll(log, 'c'))).toEqual([
      [1, 3],
      [4, 4],
    ]);
  });

  it('answers a resent batch with its mark and writes nothing', async () => {
    await log.append('c', batch(1, 5));
    expect(await log.append('c', batch(1, 5))).toEqual({ verdict: 'known', hwm: 5 });
    expect(await log.append('c', batch(2, 4, { oldest: 2 }))).toEqual({ verdict: 'known', hwm: 5 });
    expect(rangesOf(await readAll(log, 'c'))).toEqual([[1, 5]]);
  });

  it('appends a batch that overlaps what is known, whole', async () => {
    await log.append('c', batch(1, 5));
    expect(await log.append('c', batch(3, 8))).toEqual({ verdict: 'appended', hwm: 8 });
    expect(rangesOf(await readAll(log, 'c'))).toEqual([
      [1, 5],
      [3, 8],
    ]);
  });

  it('asks a client that skipped events it still holds to rewind, and writes nothing', async () => {
    await log.append('c', batch(1, 5));
    expect(await log.append('c', batch(8, 9, { oldest: 6 }))).toEqual({ verdict: 'rewind', hwm: 5 });
    expect(await log.append('c', batch(8, 9, { oldest: 3 }))).toEqual({ verdict: 'rewind', hwm: 5 });
    expect(await log.highWaterMark('c', 'ada', SID)).toBe(5);
    expect(rangesOf(await readAll(log, 'c'))).toEqual([[1, 5]]);
  });

  it('asks for a rewind to 0 when it has lost a source that the client still holds', async () => {
    expect(await log.append('c', batch(6, 7, { oldest: 1 }))).toEqual({ verdict: 'rewind', hwm: 0 });
  });

  it('records the hole when the client no longer holds what is missing', async () => {
    await log.append('c', batch(1, 5));
    expect(await log.append('c', batch(8, 9, { oldest: 8 }))).toEqual({ verdict: 'appended', hwm: 9 });
    expect(rangesOf(await readAll(log, 'c'))).toEqual([
      [1, 5],
      [8, 9],
    ]);
  });

  it('keeps marks exact up to the largest safe integer', async () => {
    const largest = Number.MAX_SAFE_INTEGER;
    const lone = batch(largest - 1, largest - 1, { oldest: largest - 1 });
    expect(await log.append('c', lone)).toEqual({ verdict: 'appended', hwm: largest - 1 });
    expect(await log.append('c', batch(largest, largest))).toEqual({ verdict: 'appended', hwm: largest });
    expect(await log.highWaterMark('c', 'ada', SID)).toBe(largest);
    expect(rangesOf(await readAll(log, 'c')).at(-1)).toEqual([largest, largest]);
  });

  it('keeps a batch in which every event was rejected', async () => {
    const rejected = [{ seq: 1, code: 'event_too_large' }] as const;
    await log.append('c', batch(1, 1, { eventsJson: '[]', rejected }));
    expect((await readAll(log, 'c'))[0]?.entry).toMatchObject({ first: 1, last: 1, eventsJson: '[]', rejected });
  });

  it('appends a batch once, however often it arrives at the same time', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => log.append('c', batch(1, 5))));
    expect(results.filter(({ verdict }) => verdict === 'appended')).toHaveLength(1);
    expect(results.every(({ hwm }) => hwm === 5)).toBe(true);
    expect(rangesOf(await readAll(log, 'c'))).toEqual([[1, 5]]);
  });

  it('keeps the order of each of many sources that report at the same time', async () => {
    const sids = Array.from({ length: 50 }, (_, index) => `source-${String(index)}`);
    const ranges = Array.from({ length: 10 }, (_, index) => [2 * index + 1, 2 * index + 2] as const);
    const all = ranges.flatMap(([first, last]) => sids.map(sid => log.append('c', batch(first, last, { sid }))));
    expect((await Promise.all(all)).every(({ verdict }) => verdict === 'appended')).toBe(true);
    const entries = await readAll(log, 'c', 64);
    for (const sid of sids) {
      expect(rangesOf(entries.filter(({ entry }) => (entry as BatchEntry).sid === sid))).toEqual(ranges);
    }
    expect(await log.sources('c')).toHaveLength(50);
  });

  it('reads from any position, as many entries as asked for, each with a position of its own', async () => {
    for (let seq = 1; seq <= 7; seq++) {
      await log.append('c', batch(seq, seq));
    }
    const all = await readAll(log, 'c', 3);
    expect(rangesOf(all).map(([first]) => first)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(new Set(all.map(({ position }) => position)).size).toBe(7);
    for (const [index, { position }] of all.entries()) {
      expect(await log.read('c', position, 2)).toEqual(all.slice(index + 1, index + 3));
    }
  });

  it('reads the entries at positions, and passes over those that are not there or of another class', async () => {
    for (let seq = 1; seq <= 70; seq++) {
      await log.append('c', batch(seq, seq));
    }
    await log.append('d', batch(1, 1));
    const all = await readAll(log, 'c');
    const [others] = await readAll(log, 'd');
    const thirds = all.filter((_entry, index) => index % 3 === 0).map(({ position }) => position);
    const asked = [...new Set([...thirds, others?.position ?? '', '99999999999999'])];
    // In Redis, two classes may have entries at one position.
    const wanted = all.filter(({ position }) => asked.includes(position));

    expect(await log.readAt('c', asked.toSorted(comparePositions))).toEqual(wanted);
    expect(await log.readAt('c', [])).toEqual([]);
    expect(await log.readAt('none', asked)).toEqual([]);
  });

  it('refuses a position that no log ever gave', async () => {
    await expect(log.read('c', '1); DROP TABLE entries', 10)).rejects.toBeInstanceOf(RangeError);
    await expect(log.read('c', '', 10)).rejects.toBeInstanceOf(RangeError);
  });

  it('keeps events to the letter', async () => {
    const hostile = '[{"a":"\0 \u2028\u2029 😀 \\ud800 \\u0000 \'; -- \\" \r\n","__proto__":{"a":1}},  {"n":1e999, "n":0.10}]';
    await log.append('c', batch(1, 2, { eventsJson: hostile }));
    expect((await readAll(log, 'c'))[0]?.entry).toMatchObject({ eventsJson: hostile });
  });

  it('keeps 1 MiB of events', async () => {
    const eventsJson = JSON.stringify(Array.from({ length: 64 }, () => '李'.repeat(5_000)));
    await log.append('c', batch(1, 64, { eventsJson }));
    expect((await readAll(log, 'c'))[0]?.entry).toMatchObject({ eventsJson });
  });

  it.each(['a\0b', "'; DROP TABLE marks; --", '__proto__', '{c}:hwm', '😀\u2028'])(
    'keeps a student named %j apart from all others',
    async name => {
      await log.append('c', batch(1, 4, { studentId: name }));
      expect(await log.highWaterMark('c', name, SID)).toBe(4);
      expect(await log.highWaterMark('c', `${name}x`, SID)).toBe(0);
      expect(await log.sources('c')).toEqual([{ studentId: name, sid: SID, hwm: 4 }]);
      expect((await readAll(log, 'c'))[0]?.entry.studentId).toBe(name);
    },
  );

  it('keeps classes, students and sources apart', async () => {
    await log.append('c', batch(1, 4));
    await log.append('d', batch(1, 2));
    await log.append('c', batch(1, 1, { studentId: 'bob' }));
    await log.append('c', batch(1, 3, { sid: OTHER_SID }));
    const sources = await log.sources('c');
    expect(sources).toHaveLength(3);
    expect(sources).toEqual(
      expect.arrayContaining([
        { studentId: 'ada', sid: SID, hwm: 4 },
        { studentId: 'bob', sid: SID, hwm: 1 },
        { studentId: 'ada', sid: OTHER_SID, hwm: 3 },
      ]),
    );
    expect(rangesOf(await readAll(log, 'd'))).toEqual([[1, 2]]);
    expect(await log.highWaterMark('d', 'ada', SID)).toBe(2);
  });

  it('records enrolments among the batches', async () => {
    await log.appendEntries('c', enrolled);
    await log.appendEntries('c', { ...enrolled, isVerified: true });
    await log.append('c', batch(1, 1));
    const entries = await readAll(log, 'c');
    expect(entries.map(({ entry }) => entry)).toEqual([enrolled, { ...enrolled, isVerified: true }, batch(1, 1).entry]);
    expect(await log.sources('c')).toEqual([{ studentId: 'ada', sid: SID, hwm: 1 }]);
  });

  it('records what instructors do, one thing or several at once, and says where the first is', async () => {
    const visit: ActionEntry = {
      ...action,
      studentId: '',
      id: 'a2',
      action: { type: 'visit', team: 't', step: 'done', by: { id: 'g', name: '' } },
    };
    const alone = await log.appendEntries('c', action);
    const several = await log.appendEntries('c', visit, enrolled, { ...action, id: 'a3' });
    const after = await log.appendEntries('c', { ...action, id: 'a4' });
    const entries = await readAll(log, 'c');

    expect(entries.map(({ entry }) => entry)).toEqual([action, visit, enrolled, { ...action, id: 'a3' }, { ...action, id: 'a4' }]);
    expect([alone, several, after]).toEqual([entries[0], entries[1], entries[4]].map(stored => stored?.position));
    expect(await log.sources('c')).toEqual([]);
  });

  it('tells of growth, when the new entry can be read', async () => {
    const told = growthOf(log, 'c').then(() => readAll(log, 'c'));
    await log.append('c', batch(1, 1));
    expect(rangesOf(await told)).toEqual([[1, 1]]);
    const toldAgain = growthOf(log, 'd');
    await log.appendEntries('d', enrolled);
    await toldAgain;
  });

  it('tells all who listen, though one of them has stopped', async () => {
    const heard: string[] = [];
    log.onGrowth(classId => heard.push(classId))();
    const others = [growthOf(log, 'c'), growthOf(log, 'c')];
    await log.append('c', batch(1, 1));
    await Promise.all(others);
    expect(heard).toEqual([]);
  });

  it('says that it can take an append', async () => {
    await expect(log.check()).resolves.toBeUndefined();
  });

  it('finishes what it has accepted before it closes, then refuses, and may be closed again', async () => {
    const accepted = log.append('c', batch(1, 1));
    await log.close();
    expect(await accepted).toEqual({ verdict: 'appended', hwm: 1 });
    await expect(log.append('c', batch(2, 2))).rejects.toMatchObject({ name: 'LogUnavailableError' });
    await expect(log.read('c', LOG_START, 1)).rejects.toMatchObject({ name: 'LogUnavailableError' });
    await expect(log.check()).rejects.toMatchObject({ name: 'LogUnavailableError' });
    await store.close();
  });

  it('decides every history as the protocol does', async () => {
    let run = 0;
    const step = record({
      studentId: constantFrom('ada', 'bob'),
      sid: constantFrom(SID, OTHER_SID),
      first: integer({ min: 1, max: 12 }),
      length: integer({ min: 1, max: 4 }),
      oldest: integer({ min: 1, max: 12 }),
      isConcurrent: boolean(),
    });
    await assert(
      asyncProperty(array(step, { maxLength: 25 }), async steps => {
        const classId = `history-${String(run++)}`;
        const marks = new Map<string, number>();
        const stored: BatchEntry[] = [];
        const pending: Promise<void>[] = [];
        for (const { studentId, sid, first, length, oldest, isConcurrent } of steps) {
          const append = batch(first, first + length - 1, { studentId, sid, oldest: Math.min(oldest, first) });
          const source = `${studentId} ${sid}`;
          const expected = decideBatch(marks.get(source) ?? 0, first, first + length - 1, append.oldest);
          marks.set(source, expected.hwm);
          if (expected.verdict === 'appended') {
            stored.push(append.entry);
          }
          pending.push(log.append(classId, append).then(result => expect(result).toEqual(expected)));
          if (!isConcurrent) {
            await Promise.all(pending);
          }
        }
        await Promise.all(pending);
        expect((await readAll(log, classId)).map(({ entry }) => entry)).toEqual(stored);
        const sources = await log.sources(classId);
        const found = sources.map(({ studentId, sid, hwm }): [string, number] => [`${studentId} ${sid}`, hwm]);
        expect(new Map(found)).toEqual(new Map([...marks].filter(([, hwm]) => hwm > 0)));
      }),
      { numRuns: 60 },
    );
  });
}
