import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ClassDirectory } from '../../src/class/classes/class-directory';
import { Feeds } from '../../src/live/feed/feeds';
import { NO_SNAPSHOTS } from '../../src/live/snapshots/snapshot-store';
import type { EventLog } from '../../src/log/event-log';
import { Metrics } from '../../src/observability/metrics/metrics';
import { alterLog } from '../support/log/altered-log';
import { Classroom, OTHER_DEVICE, OTHER_SID } from '../support/classroom';
import { seededRandom } from '../support/virtual-clock';
import { WorkingClock } from '../support/working-clock';

let room: Classroom;
beforeEach(async () => {
  room = await Classroom.open();
});
afterEach(() => room.close());

/** Entries that are read ahead, and a page more. */
const AHEAD = 500;

function openFeeds(log: EventLog = room.store.log, clock = new WorkingClock()) {
  const spentMs = new Map<string, number>();
  const feeds = new Feeds({
    draw: () => 0,
    log,
    directory: new ClassDirectory(room.store.registry, clock, seededRandom(2)),
    presence: room.store.presence,
    snapshots: NO_SNAPSHOTS,
    clock,
    random: seededRandom(3),
    logger: pino({ level: 'silent' }),
    metrics: new Metrics().feed,
    onFolded: (classId, studentId, ms) => spentMs.set(studentId, (spentMs.get(studentId) ?? 0) + (classId === 'default' ? ms : 0)),
  });
  return { feeds, clock, spentMs };
}

it('charges each student with the time that folding takes, and nobody with what was in the log before', async () => {
  const [{ token }, { token: other }] = [await room.enrol(), await room.enrol('bob', { deviceId: OTHER_DEVICE })];
  await room.report(token, 1, 500);
  const { feeds, spentMs } = openFeeds();
  const { view } = feeds.of(room.class);
  await view.catchUp();
  expect([...spentMs]).toEqual([]);
  await room.report(token, 501, 1000);
  await room.report(other, 1, 5, { sid: OTHER_SID });
  await view.catchUp();
  feeds.close();

  expect(spentMs.get('ada')).toBeGreaterThan(50);
  expect(spentMs.get('bob')).toBeLessThan(5);
});

it('tells viewers of a help request while the rest of the log takes long, and shows who looks what is known', async () => {
  const [{ token }, { token: other }] = [await room.enrol(), await room.enrol('bob', { deviceId: OTHER_DEVICE })];
  let letGo = (): void => undefined;
  let isHeld = false;
  // What is read when there is no room ahead any more does not come before the test says so.
  const read: EventLog['read'] = async (...args) => {
    const page = await room.store.log.read(...args);
    if (isHeld && Number(args[1]) > AHEAD) {
      await new Promise<void>(resolve => (letGo = resolve));
    }
    return page;
  };
  const { feeds, clock } = openFeeds(alterLog(room.store.log, { read }));
  const viewer = await feeds.open(room.class, undefined);
  let text = '';
  viewer.stream.setEncoding('utf8').on('data', chunk => (text += String(chunk)));
  await room.send(other, room.batchOf([room.call(1)], { sid: OTHER_SID }));
  const again = { kind: 'enrolled', studentId: 'ada', displayName: 'ada', team: '', receivedAtMs: room.clock.wallMs() } as const;
  await room.store.log.appendEntries(room.class.id, again, ...Array.from({ length: 2 * AHEAD }, () => again));
  await room.clock.advance(2000);
  await room.report(token, 1, 1);
  isHeld = true;
  await clock.advance(2000);
  const told = text;
  const asked = feeds.of(room.class).view.catchUpOrShow();
  await clock.advance(600);
  await asked;
  letGo();
  feeds.close();

  expect(told).toContain('event: delta');
  expect(told).toMatch(/"help":\[\{[^\]]*"studentId":"bob"[^\]]*"status":"open"/u);
});
