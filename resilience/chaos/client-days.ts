import { once } from 'node:events';
import { connect } from 'node:net';
import { SLOW_HEADERS, slowBody, SlowSockets } from '../../server-stub/test/faults/slow-sockets';
import { API_PREFIX, type EnrolmentReply } from '../../src/protocol';
import type { InstructorApi } from '../../harness/api/instructor-api';
import { type BadDay, lastFor } from './bad-day';

const SLOW_SOCKETS = 250;
const FLOODING_AT_ONCE = 100;
const FLOOD_SID = 'F'.repeat(22);

/** What clients do to a server that is well. */
export function clientDays(api: InstructorApi): readonly BadDay[] {
  return [
    { name: '500 sockets send a byte at a time', happen: random => sendSlowly(api, () => lastFor(random, 4, 12)) },
    { name: 'a student floods the server', happen: random => flood(api, () => lastFor(random, 3, 6)) },
    { name: 'a dashboard stalls', happen: random => stall(api, () => lastFor(random, 4, 12)) },
  ];
}

async function sendSlowly({ url }: InstructorApi, wait: () => Promise<void>): Promise<void> {
  const starts = [SLOW_HEADERS, slowBody({ 'content-type': 'text/plain', 'content-encoding': 'gzip' })];
  const slow = await Promise.all(starts.map(start => SlowSockets.open(url, SLOW_SOCKETS, start)));
  await wait();
  slow.forEach(sockets => sockets.close());
}

/** Heartbeats: they leave nothing in the record. */
async function flood(api: InstructorApi, wait: () => Promise<void>): Promise<void> {
  const token = await enrolFlooder(api);
  const body = JSON.stringify({ v: 1, sid: FLOOD_SID, oldest: 1, sentAt: new Date().toISOString(), events: [] });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const end = new AbortController();
  const flooding = Array.from({ length: FLOODING_AT_ONCE }, async () => {
    while (!end.signal.aborted) {
      await fetch(`${api.url}${API_PREFIX}/batches`, { method: 'POST', headers, body, redirect: 'error', signal: end.signal })
        .then(reply => reply.text())
        .catch(() => undefined);
    }
  });
  await wait();
  end.abort();
  await Promise.all(flooding);
}

async function enrolFlooder(api: InstructorApi): Promise<string> {
  const body = JSON.stringify({ joinCode: await api.joinCode(), studentId: 'flooder', deviceId: FLOOD_SID });
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${api.url}${API_PREFIX}/enrolments`, { method: 'POST', headers, body, redirect: 'error' });
  return ((await reply.json()) as Partial<EnrolmentReply>).token ?? '';
}

/** Asks for the feed and never reads it. */
async function stall({ url, token, classId }: InstructorApi, wait: () => Promise<void>): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  await once(socket, 'connect');
  socket.pause();
  socket.write(`GET ${API_PREFIX}/classes/${classId}/feed HTTP/1.1\r\nHost: class\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  await wait();
  socket.destroy();
}
