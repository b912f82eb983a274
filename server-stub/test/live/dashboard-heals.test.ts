import { createParser } from 'eventsource-parser';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ClassSummary, EnrolmentReply } from '../../../src/protocol';
import type { FeedPort } from '../../web/platform/network/feed-port';
import { followClass } from '../../web/class/live/follow-class';
import { createLiveStore, type LiveStore } from '../../web/class/live/live-store';
import { momentOf } from '../../web/platform/clock';
import { findFreePort } from '../support/redis/redis-server';
import { DEVICE, INSTRUCTOR_TOKEN, SID } from '../support/classroom';
import { DataFolder, ServerProcess } from '../support/server-process';

let folder: DataFolder;
let server: ServerProcess;
let url: string;

beforeEach(async () => {
  folder = new DataFolder();
  url = `http://127.0.0.1:${String(await findFreePort())}`;
  await start();
});
afterEach(async () => {
  await kill();
  folder.remove();
});

async function start(): Promise<void> {
  server = await ServerProcess.start(['--port', new URL(url).port, '--data-dir', folder.path], {
    CELL_MONITOR_INSTRUCTOR_TOKEN: INSTRUCTOR_TOKEN,
  });
  await server.listening(1);
}

async function kill(): Promise<void> {
  server.child.kill('SIGKILL');
  await server.exit;
}

const instructor = { authorization: `Bearer ${INSTRUCTOR_TOKEN}` };

async function enrol(): Promise<string> {
  const [only] = (await (await fetch(`${url}/api/v1/classes`, { headers: instructor })).json()) as ClassSummary[];
  const body = JSON.stringify({ joinCode: only?.joinCode, studentId: 'ada', deviceId: DEVICE });
  const reply = await fetch(`${url}/api/v1/enrolments`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return ((await reply.json()) as EnrolmentReply).token;
}

async function report(token: string, seq: number): Promise<number> {
  const now = new Date().toISOString();
  const body = JSON.stringify({ v: 1, sid: SID, oldest: seq, sentAt: now, events: [{ seq, type: 'x', time: now, data: {} }] });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return (await fetch(`${url}/api/v1/batches`, { method: 'POST', headers, body })).status;
}

/** The browser's stream, but for the address and the token. */
const feed: FeedPort = {
  read: () => Promise.resolve({ kind: 'none' }),
  async follow(path, lastEventId, listener, signal) {
    const headers = { ...instructor, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) };
    try {
      const response = await fetch(`${url}/${path}`, { headers, signal });
      const parser = createParser({ onEvent: ({ event = '', id, data }) => listener.onMessage({ event, id, data }) });
      for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
        listener.onBytes();
        parser.feed(chunk);
      }
    } catch {
      // Cut, as the end of it is.
    }
    return { kind: 'cut' };
  },
};

/** Resolves when the store shows what `isSo` wants. */
function shows(store: LiveStore, isSo: (state: ReturnType<LiveStore['getState']>) => boolean): Promise<void> {
  return new Promise(resolve => {
    const look = (state: ReturnType<LiveStore['getState']>): void => (isSo(state) ? resolve() : undefined);
    store.subscribe(look);
    look(store.getState());
  });
}

it('a dashboard heals by itself when the server is killed in mid-class and starts again', async () => {
  const token = await enrol();
  const clock = { now: () => Date.now(), monotonic: () => performance.now() };
  const store = createLiveStore(momentOf(clock));
  const timers = {
    after(delayMs: number, callback: () => void) {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  };
  const follower = followClass('default', store, {
    feed,
    clock,
    timers,
    cadenceMs: 1000,
    random: () => 0.1,
  });
  expect(await report(token, 1)).toBe(202);
  await shows(store, ({ board }) => board?.totals.events === 1);
  await kill();
  await shows(store, ({ connection }) => connection.phase === 'reconnecting');
  expect(store.getState().board?.totals.events).toBe(1);
  await start();
  expect(await report(token, 2)).toBe(202);
  await shows(store, ({ connection, board }) => connection.phase === 'live' && board?.totals.events === 2);
  expect(await report(token, 3)).toBe(202);
  await shows(store, ({ board }) => board?.totals.events === 3);
  follower.stop();

  expect(store.getState().board?.students.get('ada')).toMatchObject({ events: 3, status: 'working' });
});
