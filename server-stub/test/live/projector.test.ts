import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClassState } from '../../../src/protocol';
import { addInstructor } from '../support/callers';
import { Classroom, OTHER_DEVICE, OTHER_SID } from '../support/classroom';
import { FeedReader } from '../support/feed-reader';

const CELL = { id: 'c1', index: 0, exercise: 'q1' };
const FAILING = { cell: CELL, notebook: 'lovelace/hw1.ipynb', ok: false, error: { name: 'NameError', message: 'lovelace is not defined' } };

/** Nothing of this is for everybody's eyes. */
const SECRETS = ['ada', 'lovelace', 'bob', 'boole', 'secret', 'is not defined', 'Grace'];

let room: Classroom;
let ada: string;
let bob: string;
let projector: string;

beforeEach(async () => {
  room = await Classroom.open();
  ada = (await room.enrol('ada', { displayName: 'Ada Lovelace', team: 'Team 1' })).token;
  bob = (await room.enrol('bob', { displayName: 'George Boole', team: 'Team 2', deviceId: OTHER_DEVICE })).token;
  projector = (await addInstructor(room, 'viewer', 'Projector')).token;
});
afterEach(() => room.close());

const stateFor = async (token?: string): Promise<ClassState> =>
  (await room.asInstructor('GET', '/classes/default/state', undefined, token)).json();

/** Everything that a class may tell of its students. */
async function work(): Promise<void> {
  const grace = (await addInstructor(room, 'assistant', 'Grace')).token;
  await room.send(ada, room.batchOf([room.run(1, FAILING), room.call(2, { question: 'secret question', ...FAILING })]));
  await room.send(bob, room.batchOf([room.run(1, FAILING)], { sid: OTHER_SID }));
  await room.send(
    bob,
    room.batchOf([room.run(1, { ...FAILING, cell: { ...CELL, exercise: 'secret exercise' } })], { sid: 'C'.repeat(22) }),
  );
  await room.asInstructor('PUT', '/classes/default/visits', { studentId: 'ada', status: 'claimed' }, grace);
  await room.asInstructor('PUT', '/classes/default/visits', { team: 'Team 2', status: 'claimed' }, grace);
  await room.asInstructor('POST', '/classes/default/messages', { to: { studentId: 'ada' }, text: 'secret words' });
  await room.asInstructor('POST', '/classes/default/messages', { to: { team: 'Team 1' }, text: 'secret words' });
  await room.asInstructor('POST', '/classes/default/messages', { to: { all: true }, text: 'Exercise 3 now' });
}

function secretsIn(text: string): string[] {
  return SECRETS.filter(secret => text.toLowerCase().includes(secret.toLowerCase()));
}

describe('a viewer', () => {
  it('sees the class as it is, without anybody’s name or words', async () => {
    await work();
    const [state, full] = [await stateFor(projector), await stateFor()];

    expect(secretsIn(JSON.stringify(full)).toSorted()).toEqual(SECRETS.toSorted());
    expect(secretsIn(JSON.stringify(state))).toEqual([]);
    expect(state.totals).toEqual(full.totals);
    const [adasName, bobsName] = ['Team 1', 'Team 2'].map(team => state.students.find(student => student.team === team)?.studentId);
    expect(state.students).toHaveLength(2);
    expect(state.students).toContainEqual(
      expect.objectContaining({ studentId: adasName, displayName: adasName, team: 'Team 1', status: 'working', errorStreak: 1 }),
    );
    expect(state.teams.map(({ team }) => team)).toEqual(['Team 1', 'Team 2']);
    expect(state.help).toEqual([{ id: full.help[0]?.id, studentId: adasName, since: room.clock.timestamp, status: 'open' }]);
    const numberForStaff = full.exercises.findIndex(({ name }) => name === 'q1') + 1;
    expect(state.exercises).toMatchObject([{ name: 'q1', started: 2, number: numberForStaff }]);
    expect(state.errors).toMatchObject([{ errorName: 'NameError', message: '', example: '' }]);
    expect(new Set(state.errors[0]?.studentIds)).toEqual(new Set([adasName, bobsName]));
    expect(state.messages).toMatchObject([{ text: 'Exercise 3 now', recipients: 2 }]);
  });

  it('hears of changes under the same names, and of nothing else either', async () => {
    const reader = await FeedReader.open(room, undefined, projector);
    const staff = await FeedReader.open(room);
    await work();
    await room.clock.advance(3000);
    await room.asInstructor('DELETE', '/classes/default/students/bob/data');
    await room.clock.advance(3000);

    expect(secretsIn(staff.text)).not.toEqual([]);
    expect(secretsIn(reader.text)).toEqual([]);
    const adasName = (await stateFor(projector)).students[0]?.studentId;
    const names = [...reader.merged().students.keys()];
    expect(names).toHaveLength(2);
    expect(reader.events.flatMap(({ event, data }) => (event === 'delta' ? (data.removed ?? []) : []))).toEqual(
      names.filter(name => name !== adasName),
    );
    expect(reader.merged().totals).toEqual(staff.merged().totals);
    reader.leave();
    staff.leave();
  });

  it('cannot tell by the numbers or their order who is where in the alphabet, or who came when', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `student-${String(index).padStart(2, '0')}`);
    await room.store.registry.replaceRoster(
      'default',
      ids.map(studentId => ({ studentId, displayName: studentId, team: studentId })),
    );
    await room.clock.advance(3000);
    const { students } = await stateFor(projector);
    const numbers = students.map(({ studentId }) => Number(studentId.replace('Student ', '')));
    const listed = students.map(({ team }) => team).filter(team => ids.includes(team));

    expect(new Set(numbers).size).toBe(students.length);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(listed).toHaveLength(60);
    expect(listed).not.toEqual(ids);
  });

  it('shares their text with the other viewers, and none with those who see names', async () => {
    const [one, other, staff] = [
      await FeedReader.open(room, undefined, projector),
      await FeedReader.open(room, undefined, projector),
      await FeedReader.open(room),
    ];
    await room.send(ada, room.batchOf([room.run(1)]));
    await room.clock.advance(999);
    const resumed = await FeedReader.open(room, staff.last.id, projector);

    expect(one.last).toEqual(other.last);
    expect(one.last.id).not.toBe(staff.last.id);
    expect(resumed.last.event).toBe('snapshot');
    [one, other, staff, resumed].forEach(reader => reader.leave());
  });
});
