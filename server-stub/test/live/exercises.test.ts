import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ClassDelta, ExerciseMatrix } from '../../../src/protocol';
import { Classroom, OTHER_DEVICE, OTHER_SID } from '../support/classroom';
import { FeedReader } from '../support/feed-reader';

let room: Classroom;
let adas: string;
let bobs: string;

beforeEach(async () => {
  room = await Classroom.open();
  ({ token: adas } = await room.enrol('ada', { displayName: 'Ada', team: 'Team 1' }));
  ({ token: bobs } = await room.enrol('bob', { deviceId: OTHER_DEVICE, team: 'Team 2' }));
});
afterEach(() => room.close());

const q1 = { id: 'c1', index: 0, exercise: 'q1' };
const failure = (message: string) => ({ cell: q1, ok: false, error: { name: 'NameError', message } });
const matrix = async (): Promise<ExerciseMatrix> => (await room.asInstructor('GET', '/classes/default/exercises')).json();

it('shows students and exercises, and who has the same error, until it is solved', async () => {
  await room.send(adas, room.batchOf([room.run(1, failure("name 'a' is not defined"))]));
  await room.send(bobs, room.batchOf([room.run(1, failure("name 'b' is not defined"))]));

  expect(await matrix()).toMatchObject({
    asOf: room.clock.timestamp,
    exercises: [{ name: 'q1', started: 2, failing: 2 }],
    students: ['ada', 'bob'].map(studentId => ({ studentId, progress: [{ exercise: 0, status: 'failing', attempts: 1, passedAt: null }] })),
  });
  expect((await room.state()).errors).toMatchObject([{ message: "name '…' is not defined", studentIds: ['ada', 'bob'], teams: 2 }]);

  await room.send(adas, room.batchOf([room.run(2, { cell: q1 })]));
  const { exercises, errors } = await room.state();
  expect(exercises).toMatchObject([{ ran: 1, passed: 0, failing: 1, medianAttempts: 2, isChecked: false }]);
  expect(errors).toMatchObject([{ studentIds: ['bob'], ever: 2 }]);
});

it('lists a student who has started nothing, and a class in which nobody has', async () => {
  expect(await matrix()).toMatchObject({ exercises: [], students: [{ studentId: 'ada', progress: [] }, { studentId: 'bob' }] });
});

it('is the same after a restart', async () => {
  await room.send(adas, room.batchOf([room.run(1, failure('m')), room.run(2, { cell: q1 })]));
  await room.send(bobs, room.batchOf([room.run(1, failure('m'))]));
  const before = [await room.state(), await matrix()];
  await room.restart();

  expect([await room.state(), await matrix()]).toEqual(before);
});

it('is told to viewers at most once a second, and whole', async () => {
  const reader = await FeedReader.open(room);
  await room.clock.advance(5000);
  const seen = reader.events.length;
  for (let seq = 1; seq <= 40; seq++) {
    await room.send(adas, room.batchOf([room.run(seq, seq % 2 === 0 ? { cell: q1 } : failure(`no ${'x'.repeat(seq)}`))], { oldest: seq }));
    await room.clock.advance(50);
  }
  await room.clock.advance(4000);
  const deltas = reader.events.slice(seen).map(({ data }) => data as unknown as ClassDelta);
  const told = deltas.filter(({ exercises }) => exercises !== undefined);

  expect(deltas.length).toBeGreaterThan(6);
  expect(told.length).toBeGreaterThanOrEqual(2);
  expect(told.length).toBeLessThanOrEqual(4);
  expect(told.at(-1)?.exercises).toEqual((await room.state()).exercises);
  expect(deltas.findLast(({ errors }) => errors !== undefined)?.errors).toEqual([]);
  reader.leave();
});

it('tells a viewer who comes back what they have missed', async () => {
  const reader = await FeedReader.open(room);
  const { id } = reader.last;
  reader.leave();
  await room.send(adas, room.batchOf([room.run(1, failure('m'))], { sid: OTHER_SID }));
  await room.clock.advance(5000);
  const again = await FeedReader.open(room, id);

  expect(again.last).toMatchObject({ event: 'delta', data: { exercises: [{ name: 'q1' }], errors: [{ studentIds: ['ada'] }] } });
  again.leave();
});

it('has no errors in a class whose level lets none out', async () => {
  await room.asInstructor('PATCH', '/classes/default', { policy: { level: 'activity' } });
  await room.clock.advance(3000);
  await room.send(adas, room.batchOf([room.run(1, failure('m'))]));

  expect(await room.state()).toMatchObject({ errors: [], exercises: [{ failing: 1 }] });
});

it('says that there is no such class', async () => {
  expect((await room.asInstructor('GET', '/classes/none/exercises')).statusCode).toBe(404);
});
