import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StudentTimeline } from '../../../src/protocol';
import { Classroom, INSTRUCTOR_TOKEN } from '../support/classroom';
import { FeedReader } from '../support/feed-reader';

let room: Classroom;

beforeEach(async () => {
  room = await Classroom.open();
});
afterEach(() => room.close());

function putRoster(...rows: readonly string[]): Promise<LightMyRequestResponse> {
  const headers = { authorization: `Bearer ${INSTRUCTOR_TOKEN}`, 'content-type': 'text/csv' };
  const payload = ['student_id,display_name,team', ...rows].join('\n');
  return room.inject({ method: 'PUT', url: '/api/v1/classes/default/roster', headers, payload });
}

const ADA = 'ada,Ada Lovelace,Red';
const BOB = 'bob,Bob,Blue';
const statuses = async (of = room): Promise<string[]> =>
  (await of.state()).students.map(({ studentId, status }) => `${studentId} ${status}`).sort();

describe('a student on the roster who never joined', () => {
  it('is listed with nothing done, and counts as no student yet', async () => {
    await putRoster(ADA, BOB);
    await room.enrol('ada');
    const { students, totals, teams } = await room.state();

    expect(students.find(({ studentId }) => studentId === 'bob')).toEqual({
      studentId: 'bob',
      displayName: 'Bob',
      team: 'Blue',
      status: 'not_joined',
      enrolledAt: null,
      lastEventAt: null,
      lastSeenAt: null,
      events: 0,
      runs: 0,
      errors: 0,
      errorStreak: 0,
      notebook: null,
      exercise: null,
      lastError: null,
    });
    expect(totals.students).toBe(1);
    expect(teams).toMatchObject([{ team: 'Red', students: 1 }]);
    expect((await room.detail('bob')).runs).toEqual([]);
    expect((await room.asInstructor('GET', '/classes/default/students/bob/timeline')).json<StudentTimeline>().events).toEqual([]);
  });

  it('joins, is renamed and vanishes with the roster before the eyes of a viewer', async () => {
    const reader = await FeedReader.open(room);
    await putRoster(ADA, BOB);
    await room.clock.advance(4000);
    expect(reader.last.data.students.map(({ studentId }) => studentId)).toEqual(['ada', 'bob']);
    expect(reader.last.data.totals.students).toBe(0);

    await room.enrol('ada');
    await room.clock.advance(4000);
    expect(reader.last.data).toMatchObject({ totals: { students: 1 }, students: [{ studentId: 'ada', status: 'not_started' }] });

    await putRoster(ADA, 'bob,Robert,Blue', 'cy,Cy,');
    await room.clock.advance(4000);
    expect(reader.last.data.students).toMatchObject([{ displayName: 'Robert' }, { displayName: 'Cy' }]);

    await putRoster(ADA);
    await room.clock.advance(4000);
    expect(reader.last).toMatchObject({ event: 'delta', data: { students: [], removed: ['bob', 'cy'] } });
    expect(await statuses()).toEqual(['ada not_started']);
    reader.leave();
  });

  it('is nobody in a class that anybody may join', async () => {
    await putRoster(ADA);
    await room.asInstructor('DELETE', '/classes/default/roster');
    expect(await statuses()).toEqual([]);
  });

  it('is one of those whose data was erased, as long as the roster lists them', async () => {
    await putRoster(ADA);
    await room.enrol('ada');
    await room.asInstructor('DELETE', '/classes/default/students/ada/data');
    expect(await statuses()).toEqual(['ada not_joined']);
  });

  it('is known to every server soon', async () => {
    const other = await Classroom.open({ store: room.store });
    expect(await statuses(other)).toEqual([]);
    await putRoster(ADA, BOB);
    await other.clock.advance(3000);
    expect(await statuses(other)).toEqual(['ada not_joined', 'bob not_joined']);
    await other.app.close();
  });
});

describe('a student who is not heard any more', () => {
  const about = (type: string, seq: number, notebook = 'a.ipynb') => ({
    seq,
    type,
    time: room.clock.timestamp,
    data: { notebook, cells: 1 },
  });

  it.each([
    ['has left when the last notebook was closed', ['notebook.opened', 'notebook.closed'], true],
    ['may have work that waits when a notebook is open', ['notebook.closed', 'notebook.opened'], undefined],
  ])('%s', async (_what, types, hasLeft) => {
    const { token } = await room.enrol('ada');
    await room.send(token, room.batchOf([...types.map((type, index) => about(type, index + 1)), about('notebook.closed', 3, 'b.ipynb')]));
    expect((await room.state()).students[0]).not.toHaveProperty('hasLeft');
    await room.clock.advance(60_000);

    const [student] = (await room.state()).students;
    expect([student?.status, student?.hasLeft]).toEqual(['offline', hasLeft]);
  });
});
