import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditPage, ClassDelta, ClassState, ExerciseMatrix, Problem, Replay } from '../../../src/protocol';
import { addInstructor } from '../support/callers';
import { Classroom } from '../support/classroom';
import { FeedReader } from '../support/feed-reader';

let room: Classroom;
let ada: string;
let grace: string;
beforeEach(async () => {
  room = await Classroom.open();
  ada = (await room.enrol('ada', { team: 'Team 1' })).token;
  grace = (await room.enrol('grace', { team: 'Team 1' })).token;
});
afterEach(() => room.close());

const mark = (studentId: string, token?: string) =>
  room.asInstructor('PUT', `/classes/default/students/${studentId}/staff`, undefined, token);
const unmark = (studentId: string) => room.asInstructor('DELETE', `/classes/default/students/${studentId}/staff`);
const get = async <T>(path: string): Promise<T> => (await room.asInstructor('GET', `/classes/default/${path}`)).json<T>();
const fail = { ok: false, error: { name: 'NameError', message: 'x' }, cell: { id: 'c', index: 0, exercise: 'e1' } };

/** Both fail at an exercise, and both call. */
async function letBothFail(): Promise<void> {
  await room.send(ada, room.batchOf([room.run(1, fail), room.call(2, { question: 'Ada?' })]));
  await room.send(grace, room.batchOf([room.run(1, fail), room.run(2, fail), room.call(3, { question: 'Grace?' })]));
  await room.clock.advance(2000);
}

const idsOf = (students: ClassState['students'] = []): string[] => students.map(({ studentId }) => studentId);

describe('an instructor who joined to demonstrate, marked as staff', () => {
  it('counts nowhere, with all that they did before and do after', async () => {
    await letBothFail();
    await mark('grace');
    await room.send(grace, room.batchOf([room.run(4, fail)]));
    const state = await room.state();

    expect(idsOf(state.students)).toEqual(['ada']);
    expect(idsOf(state.staff)).toEqual(['grace']);
    expect(state.totals).toMatchObject({ students: 1, runs: 1, errors: 1 });
    expect(state.teams).toMatchObject([{ team: 'Team 1', students: 1, runs: 1 }]);
    expect(state.help.map(({ studentId }) => studentId)).toEqual(['ada']);
    expect(state.errors).toMatchObject([{ studentIds: ['ada'], ever: 1 }]);
    expect(state.exercises).toMatchObject([{ name: 'e1', started: 1, failing: 1, here: 1 }]);
    expect(idsOf((await get<ExerciseMatrix>('exercises')).students as never)).toEqual(['ada']);
    expect((await get<Replay>('replay')).students).toEqual(['ada']);
  });

  it('stands in nobody’s way in the queue, and in none', async () => {
    await room.send(grace, room.batchOf([room.call(1)]));
    await room.clock.advance(1000);
    await room.send(ada, room.batchOf([room.call(1)]));
    await room.state();
    expect((await room.send(ada, room.batchOf([]))).json<{ help: object }>().help).toMatchObject({ status: 'open', position: 2 });
    await mark('grace');
    expect((await room.send(ada, room.batchOf([]))).json<{ help: object }>().help).toMatchObject({ status: 'open', position: 1 });
    expect((await room.send(grace, room.batchOf([]))).json<{ help: object }>().help).toMatchObject({ status: 'open' });
    expect((await room.send(grace, room.batchOf([]))).json<{ help: object }>().help).not.toHaveProperty('position');
  });

  it('gets no message to the class, and one to themselves', async () => {
    await mark('grace');
    await room.asInstructor('POST', '/classes/default/messages', { to: { all: true }, text: 'Hello' });
    await room.asInstructor('POST', '/classes/default/messages', { to: { studentId: 'grace' }, text: 'A trial' });
    const { messages } = await room.state();

    expect(messages).toMatchObject([
      { text: 'A trial', recipients: 1 },
      { text: 'Hello', recipients: 1 },
    ]);
  });

  it('is a student again, with everything, when the mark is taken off', async () => {
    await letBothFail();
    const before = await room.state();
    await mark('grace');
    await unmark('grace');

    expect(await room.state()).toEqual({ ...before, asOf: expect.any(String) as string });
  });

  it('stays so over a restart, and is told to dashboards that are open', async () => {
    const reader = await FeedReader.open(room);
    const told = (): ClassDelta => reader.last.data;
    await mark('grace');
    await room.clock.advance(999);
    expect([told().removed, idsOf(told().staff), told().totals.students]).toEqual([['grace'], ['grace'], 1]);
    await room.restart();
    expect(idsOf((await room.state()).staff)).toEqual(['grace']);
    reader.leave();
  });

  it('goes off the list of staff on open dashboards when the mark is taken off', async () => {
    await mark('grace');
    const reader = await FeedReader.open(room);
    await unmark('grace');
    await room.clock.advance(999);
    const { staff, students } = reader.last.data as ClassDelta;
    expect([idsOf(staff), idsOf(students)]).toEqual([[], ['grace']]);
    reader.leave();
  });

  it('stays in the record, where they are marked', async () => {
    await letBothFail();
    await mark('grace');
    const table = (await room.asInstructor('GET', '/classes/default/events?format=students')).body;
    const events = (await room.asInstructor('GET', '/classes/default/events')).body;
    const [columns = [], ...lines] = table.split(/\r?\n/u).map(line => line.split(',').map(cell => cell.replaceAll('"', '')));
    const staffOf = (id: string): string | undefined => lines.find(([first]) => first === id)?.[columns.indexOf('staff')];

    expect([staffOf('ada'), staffOf('grace')]).toEqual(['false', 'true']);
    expect(events.match(/"studentId":"grace"/gu)).toHaveLength(4);
    expect(events).toMatch(/"type":"instructor.staff".*"staff":true/u);
  });

  it('is marked by an owner alone, once, and that is put on record', async () => {
    const assistant = (await addInstructor(room, 'assistant', 'Noor')).token;
    expect((await mark('grace', assistant)).statusCode).toBe(403);
    expect((await mark('grace')).statusCode).toBe(204);
    expect((await mark('grace')).statusCode).toBe(204);
    expect((await mark('nobody')).json<Problem>()).toMatchObject({ status: 404, code: 'not_found' });
    expect((await unmark('grace')).statusCode).toBe(204);
    const { entries } = (await room.asInstructor('GET', '/audit')).json<AuditPage>();
    const marks = entries.filter(({ action }) => action === 'student.marked').map(({ subject, step }) => [subject, step]);

    expect(marks).toEqual([
      ['grace', 'student'],
      ['grace', 'staff'],
    ]);
  });

  it('is forgotten with the rest when their data is erased', async () => {
    await mark('grace');
    await room.asInstructor('DELETE', '/classes/default/students/grace/data');
    expect((await room.state()).staff).toBeUndefined();
    await room.enrol('grace');
    expect(idsOf((await room.state()).students)).toContain('grace');
  });
});
