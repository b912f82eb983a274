import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ClassDirectory } from '../../src/class/classes/class-directory';
import { Feeds } from '../../src/live/feed/feeds';
import { NO_SNAPSHOTS } from '../../src/live/snapshots/snapshot-store';
import type { EventLog } from '../../src/log/event-log';
import { Metrics } from '../../src/observability/metrics/metrics';
import { alterLog } from '../support/log/altered-log';
import { Classroom, OTHER_DEVICE, OTHER_SID } from '../support/classroom';
import { seededRandom, VirtualClock } from '../support/virtual-clock';

let room: Classroom;
beforeEach(async () => {
  room = await Classroom.open();
});
afterEach(() => room.close());

/** The wall clock of the class; and work takes time: a tenth of a millisecond whenever it is looked at. */
class WorkingClock extends VirtualClock {
  #passedMs = 0;

  override monotonicMs(): number {
    this.#passedMs += 0.1;
    return super.monotonicMs() + this.#passedMs;
  }
}

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
  // The second page does not come before a test says so.
  const read: EventLog['read'] = async (...args) => {
    const page = await room.store.log.read(...args);
    if (isHeld && page.length < 100) {
      await new Promise<void>(resolve => (letGo = resolve));
    }
    return page;
  };
  const { feeds, clock } = openFeeds(alterLog(room.store.log, { read }));
  const viewer = await feeds.open(room.class, undefined);
  let text = '';
  viewer.stream.setEncoding('utf8').on('data', chunk => (text += String(chunk)));
  await room.send(other, room.batchOf([room.call(1)], { sid: OTHER_SID }));
  for (let seq = 1; seq <= 99; seq++) {
    if (seq === 99) {
      await room.clock.advance(2000);
    }
    await room.report(token, seq, seq);
  }
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
