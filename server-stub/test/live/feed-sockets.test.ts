import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Classroom, INSTRUCTOR_TOKEN, OTHER_DEVICE } from '../support/classroom';

/** More than the buffers of two sockets hold. */
const STUDENTS = 20;
const MAX_ROUNDS = 400;
const LONG_TEXT = 'x'.repeat(6000);

let room: Classroom;
let sockets: Socket[];

beforeEach(async () => {
  room = await Classroom.open();
  sockets = [];
  // Only from there on are errors told at length.
  await room.asInstructor('PATCH', '/classes/default', { policy: { level: 'code' } });
  await room.app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  sockets.forEach(socket => socket.destroy());
  await room.close();
});

/** A dashboard on a real connection, as the kernel sees it. */
async function openDashboard(): Promise<{ socket: Socket; newest: () => string }> {
  const { port } = room.app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  let tail = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (tail = (tail + chunk).slice(-200_000)));
  socket.write(`GET /api/v1/classes/default/feed HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${INSTRUCTOR_TOKEN}\r\n\r\n`);
  const newest = (): string => /.*"totals":\{"students":\d+,"events":(\d+)/su.exec(tail)?.[1] ?? '';
  await until(() => newest() !== '');
  return { socket, newest };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; !isSo(); turn++) {
    if (turn > 10_000) {
      throw new Error('it did not come');
    }
    await new Promise(resolve => setImmediate(resolve));
  }
}

/** Every student has a run that fails at length. */
async function failAll(tokens: readonly string[], seq: number): Promise<void> {
  const error = { name: 'E', message: LONG_TEXT, traceback: LONG_TEXT };
  await Promise.all(tokens.map(token => room.send(token, room.batchOf([room.run(seq, { ok: false, error })]))));
}

async function enrolAll(): Promise<string[]> {
  const students = Array.from({ length: STUDENTS }, (_, index) => room.enrol(`s${String(index)}`, { deviceId: OTHER_DEVICE }));
  return (await Promise.all(students)).map(({ token }) => token);
}

const viewersCut = async (): Promise<number> => {
  const { body } = await room.inject({ method: 'GET', url: '/metrics' });
  return Number(/^cell_monitor_feed_viewers_cut_total (\d+)$/mu.exec(body)?.[1] ?? 0);
};

describe('a dashboard that stops reading', () => {
  it('is dropped in the end; until then all others are told everything at the same time as ever', async () => {
    const tokens = await enrolAll();
    const stalled = await openDashboard();
    const other = await openDashboard();
    stalled.socket.pause();
    let rounds = 0;
    while ((await viewersCut()) === 0 && rounds < MAX_ROUNDS) {
      rounds += 1;
      await failAll(tokens, rounds);
      await room.clock.advance(250);
      // In virtual time: whatever the machine does, the delta of this quarter of a second is there before the next begins.
      await until(() => other.newest() === String(STUDENTS * rounds));
    }

    expect(await viewersCut()).toBe(1);
    const closed = new Promise(resolve => stalled.socket.once('close', resolve));
    stalled.socket.resume();
    await closed;
    expect(other.socket.destroyed).toBe(false);
  });
});
