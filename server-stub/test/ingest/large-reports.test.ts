import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Problem, WireEvent } from '../../../src/protocol';
import { type Clock, systemClock } from '../../src/platform/clock';
import { ReadingThread } from '../../src/ingest/reading/reading-thread';
import { Classroom, INSTRUCTOR_TOKEN } from '../support/classroom';
import { TurnMeter } from '../support/turn-meter';
import { VirtualClock } from '../support/virtual-clock';
import { WorkingClock } from '../support/working-clock';

const SERVER = fileURLToPath(new URL('../..', import.meta.url));
const LIMIT_MS = 60_000;
const [KIB, MIB] = [1024, 1024 * 1024];
/** In one turn: parsing as much takes a millisecond and a half, whatever it says. */
const MOST = 40 * KIB;
/** What parsing or writing a character takes, where it takes long. */
const MS_PER_CHARACTER = 40 / MIB;

let folder: string;
let program: URL;
let ends: Error[];
let reader: ReadingThread;
let room: Classroom;
let clock: WorkingClock;

/** Beside the server, so that the bundle finds its libraries. */
beforeAll(async () => {
  mkdirSync(join(SERVER, '.test'), { recursive: true });
  folder = mkdtempSync(join(SERVER, '.test', 'reading-'));
  await promisify(execFile)(process.execPath, [join(SERVER, 'build.mjs'), join(folder, 'cli.mjs')]);
  program = pathToFileURL(join(folder, 'reading-program.mjs'));
}, LIMIT_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function open(file = program, readersClock: Clock = systemClock): Promise<void> {
  ends = [];
  reader = new ReadingThread(file, readersClock, error => ends.push(error));
  clock = new WorkingClock();
  room = await Classroom.open({ clock, batchReader: reader });
}
afterEach(async () => {
  await room.close();
  reader.close();
});

const packed = (body: object): Buffer => gzipSync(JSON.stringify(body), { level: 1 });
const sendPacked = (token: string, body: object): Promise<LightMyRequestResponse> =>
  room.send(token, packed(body), { 'content-encoding': 'gzip' });

/** What takes a parser longest: as many keys as an event may have, each another one. */
const manyKeys = (seq: number, count: number): WireEvent => ({
  seq,
  type: 'x.keys',
  time: room.clock.timestamp,
  data: Object.fromEntries(Array.from({ length: count }, (_, index) => [`${String(seq)}_${index.toString(36)}`, 0])),
});

const full = (first: number): object => {
  const batch = room.batchOf(Array.from({ length: 60 }, (_, index) => manyKeys(first + index, 1400)));
  const bytes = JSON.stringify(batch).length;
  expect(bytes).toBeGreaterThan(0.7 * MIB);
  expect(bytes).toBeLessThan(MIB);
  return batch;
};

describe('full reports of what takes a parser longest', { timeout: LIMIT_MS }, () => {
  it('are never parsed, checked or taken in in one piece', async () => {
    await open();
    const { token } = await room.enrol();
    await room.state();
    const bodies = [1, 61].map(first => packed(full(first)));
    const meter = new TurnMeter(length => clock.pass(length * MS_PER_CHARACTER));
    const replies: LightMyRequestResponse[] = [];
    for (const body of bodies) {
      replies.push(await room.send(token, body, { 'content-encoding': 'gzip' }));
    }
    const delivery = await room.delivery();
    const most = meter.stop();

    expect(replies.map(({ statusCode }) => statusCode)).toEqual([202, 202]);
    expect(delivery.sources).toMatchObject([{ received: 120 }]);
    expect(most).toBeLessThan(MOST);
    expect(ends).toEqual([]);
  });

  it('which would be seen', async () => {
    await open();
    const meter = new TurnMeter();
    JSON.parse(JSON.stringify(full(1)));

    expect(meter.stop()).toBeGreaterThan(MIB);
  });
});

describe('a large report', () => {
  it('is answered as a small one is, whatever is wrong with it', async () => {
    await open();
    const { token } = await room.enrol();
    const filling = 'x'.repeat(1000);
    const sound = Array.from({ length: 100 }, (_, index) => room.run(index + 1, { code: filling }));
    const answers = [
      await room.send(token, `{"events": [${'"x",'.repeat(20_000)}`),
      await room.send(token, gzipSync('['.repeat(500 * KIB)), { 'content-encoding': 'gzip' }),
      await sendPacked(token, { ...room.batchOf(sound), sid: 'short' }),
      await sendPacked(token, room.batchOf([...sound, ...Array.from({ length: 401 }, (_, index) => room.run(101 + index))])),
      await sendPacked(token, room.batchOf([{ ...room.run(1), type: '' }, ...sound.slice(1)])),
    ];

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([400, 400, 400, 413, 202]);
    expect(answers.slice(0, 4).map(answer => answer.json<Problem>().code)).toEqual([
      'invalid_batch',
      'invalid_batch',
      'invalid_batch',
      'batch_too_large',
    ]);
    expect(answers[2]?.json<Problem>().errors).toMatchObject([{ path: 'sid' }]);
    expect(answers[4]?.json()).toMatchObject({ hwm: 100, rejected: [{ seq: 1, code: 'event_invalid' }] });
  });

  it('of a page that is being closed has its token inside', async () => {
    await open();
    const { token } = await room.enrol();
    const events = Array.from({ length: 60 }, (_, index) => room.run(index + 1, { code: 'x'.repeat(500) }));
    const send = (words: object): Promise<LightMyRequestResponse> =>
      room.inject({
        method: 'POST',
        url: '/api/v1/batches',
        headers: { 'content-type': 'text/plain;charset=UTF-8' },
        payload: JSON.stringify({ ...room.batchOf(events), ...words }),
      });

    expect((await send({})).statusCode).toBe(401);
    expect((await send({ token })).json()).toMatchObject({ hwm: 60 });
  });

  it('at which reading fails is a failure of ours, and the next one is read', async () => {
    const file = join(folder, 'failing.mjs');
    const failed = "{ kind: 'failed', reason: 'a fault' }";
    writeFileSync(
      file,
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => parentPort.postMessage(${failed}));`,
    );
    await open(pathToFileURL(file));
    const { token } = await room.enrol();
    const large = room.batchOf(Array.from({ length: 60 }, (_, index) => room.run(index + 1, { code: 'x'.repeat(500) })));
    const replies = [await room.send(token, large), await room.send(token, large), await room.report(token, 1, 1)];

    expect(replies.map(({ statusCode }) => statusCode)).toEqual([500, 500, 202]);
    expect(ends).toEqual([]);
  });

  it.each([
    ['cannot start', undefined],
    ['ends in the middle', "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(1));"],
  ])('is read all the same when the thread %s, and the operator is told once', async (what, text) => {
    const file = join(folder, `${what.replaceAll(' ', '-')}.mjs`);
    if (text !== undefined) {
      writeFileSync(file, text);
    }
    await open(pathToFileURL(file));
    const { token } = await room.enrol();
    const events = Array.from({ length: 60 }, (_, index) => room.run(index + 1, { code: 'x'.repeat(500) }));
    const replies = await Promise.all([1, 2, 3].map(() => room.send(token, room.batchOf(events))));

    expect(replies.map(({ statusCode }) => statusCode)).toEqual([202, 202, 202]);
    expect(ends).toHaveLength(1);
  });
});

describe('many large reports of one student', () => {
  const large = (first: number): object =>
    room.batchOf(Array.from({ length: 60 }, (_, index) => room.run(first + index, { code: 'x'.repeat(500) })));

  /** Ada's first report is taken, and her second one waits until its reader's clock has moved on. */
  async function sendTwo() {
    const readersClock = new VirtualClock();
    await open(program, readersClock);
    const [ada, bob] = [await room.enrol('ada'), await room.enrol('bob')];
    await room.state();
    const status = async (token: string, first: number): Promise<number> => (await room.send(token, large(first))).statusCode;
    expect(await status(ada.token, 1)).toBe(202);
    let isTaken = false;
    const second = status(ada.token, 61).finally(() => (isTaken = true));
    return { readersClock, second, isTaken: () => isTaken, bobs: (first: number) => status(bob.token, first) };
  }

  it('come at a pace that leaves time for everybody else, who are not held by it', async () => {
    const { readersClock, second, isTaken, bobs } = await sendTwo();

    expect([await bobs(1), isTaken()]).toEqual([202, false]);
    await readersClock.advance(24);
    expect(await second).toBe(202);
  });

  it('wait longer where they are dear to take in', async () => {
    const { readersClock, second, isTaken, bobs } = await sendTwo();
    await room.state();
    await readersClock.advance(24);

    expect([await bobs(1), isTaken()]).toEqual([202, false]);
    await readersClock.advance(1000);
    expect(await second).toBe(202);
  });
});

describe('a roster of a hundred thousand rows', { timeout: LIMIT_MS }, () => {
  /** Most of them without text, as a spreadsheet saves rows that were formatted once; the last has a student. */
  const roster = `student_id,display_name\nada,Ada\n${',\n'.repeat(100_000)}bob,Bob`;
  const put = (): Promise<LightMyRequestResponse> =>
    room.inject({
      method: 'PUT',
      url: '/api/v1/classes/default/roster?dryRun=1',
      headers: { authorization: `Bearer ${INSTRUCTOR_TOKEN}`, 'content-type': 'text/csv' },
      payload: roster,
    });

  it('is read while everybody else has a turn', async () => {
    await open();
    await put();
    const lag = monitorEventLoopDelay({ resolution: 1 });
    lag.enable();
    const startedMs = performance.now();
    const response = await put();
    const tookMs = performance.now() - startedMs;
    lag.disable();

    expect(response.json()).toMatchObject({ applied: false, students: 2 });
    expect(lag.max / 1e6).toBeLessThan(tookMs / 2);
    expect(ends).toEqual([]);
  });

  it('is read here where there is no thread for it', async () => {
    await open(pathToFileURL(join(folder, 'nowhere.mjs')));

    expect((await put()).json()).toMatchObject({ applied: false, students: 2 });
  });
});
