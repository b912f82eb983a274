import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ClassDelta, CoursePlan } from '../../../src/protocol';
import { ClassDirectory } from '../../src/class/classes/class-directory';
import { Feeds } from '../../src/live/feed/feeds';
import { NO_SNAPSHOTS } from '../../src/live/snapshots/snapshot-store';
import { Metrics } from '../../src/observability/metrics/metrics';
import { alterLog } from '../support/log/altered-log';
import { Classroom } from '../support/classroom';
import { seededRandom } from '../support/virtual-clock';

let room: Classroom;
let feeds: Feeds;
let plan: CoursePlan | undefined;
let isAway: boolean;
let isLogSlow: Promise<undefined> | undefined;

const planOf = (words: object = {}): CoursePlan => ({
  notebooks: [{ name: 'a.ipynb', exercises: [{ name: 'q1', index: 4, title: 'Loops', checks: ['t1', 't2'], ...words }] }],
});

beforeEach(async () => {
  room = await Classroom.open();
  [plan, isAway, isLogSlow] = [undefined, false, undefined];
  feeds = new Feeds({
    draw: () => 0,
    log: alterLog(room.store.log, { read: async (...args) => (await isLogSlow) ?? room.store.log.read(...args) }),
    directory: new ClassDirectory(room.store.registry, room.clock, seededRandom(2)),
    presence: room.store.presence,
    snapshots: NO_SNAPSHOTS,
    clock: room.clock,
    random: seededRandom(3),
    logger: pino({ level: 'silent' }),
    metrics: new Metrics().feed,
    readPlan: async () => {
      if (isAway) {
        throw new Error('away');
      }
      return plan;
    },
  });
});
afterEach(async () => {
  feeds.close();
  await room.close();
});

it('shows the exercises of a plan before anybody ran one, and goes by the last while the store is away', async () => {
  plan = planOf();
  const { view } = feeds.of(room.class);
  await view.catchUp();
  expect(view.state().exercises).toMatchObject([{ name: 'q1', title: 'Loops', index: 4, isChecked: true, started: 0 }]);

  [isAway, plan] = [true, undefined];
  await view.catchUp();
  expect(view.state().exercises).toHaveLength(1);
  isAway = false;
  await view.catchUp();
  expect(view.state().exercises).toEqual([]);
});

it('goes by the plan for who looks while the newest of the log takes long', async () => {
  plan = planOf();
  const { view } = feeds.of(room.class);
  await view.catchUpGently();
  let goOn = (): void => undefined;
  isLogSlow = new Promise(resolve => {
    goOn = () => resolve(undefined);
  });
  const isShown = view.catchUpOrShow();
  await room.clock.advance(1000);
  await isShown;

  expect(view.state().exercises).toMatchObject([{ name: 'q1', isChecked: true }]);
  goOn();
});

it('tells viewers of a new plan, and of every student whom it shows in another light', async () => {
  const { token } = await room.enrol('ada');
  const check = { cell: { id: 'c', index: 5 }, checks: [{ exercise: 'q1', check: 't1', ok: true }] };
  const own = { cell: { id: 'b', index: 4, exercise: 'q1' } };
  await room.send(token, room.batchOf([room.run(1, own), room.run(2, check), room.run(3, own)]));
  const { view } = feeds.of(room.class);
  await view.catchUp();
  const before = view.noteChanges();
  expect(view.state()).toMatchObject({ exercises: [{ passed: 1 }], students: [{ exercise: 'q1' }] });

  const change = async (next: CoursePlan): Promise<ClassDelta> => {
    plan = next;
    await room.clock.advance(2000);
    await view.catchUp();
    view.noteChanges();
    return view.deltaSince(before);
  };
  expect(await change(planOf())).toMatchObject({
    exercises: [{ title: 'Loops', passed: 0, ran: 1 }],
    students: [{ studentId: 'ada', struggle: { runs: 1, failures: 0 } }],
  });
  const hidden = await change(planOf({ isHidden: true }));
  expect(hidden).toMatchObject({ exercises: [], students: [{ studentId: 'ada', exercise: null }] });
  expect(hidden.students[0]).not.toHaveProperty('struggle');
});

it('tells viewers that an exercise is hidden also of who is at it and has not run it', async () => {
  const { token } = await room.enrol('ada');
  const data = { notebook: 'a.ipynb', cell: { id: 'b', index: 4, exercise: 'q1' } };
  await room.send(token, room.batchOf([{ seq: 1, type: 'cell.added', time: room.clock.timestamp, data }]));
  plan = planOf();
  const { view } = feeds.of(room.class);
  await view.catchUp();
  const before = view.noteChanges();
  expect(view.state().students).toMatchObject([{ exercise: 'q1' }]);
  plan = planOf({ isHidden: true });
  await view.catchUp();
  view.noteChanges();

  expect(view.deltaSince(before).students).toMatchObject([{ studentId: 'ada', exercise: null }]);
});
