import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditPage, Problem, ReleasedNames } from '../../../src/protocol';
import { LOG_START } from '../../src/log/event-log';
import { openSqliteStore } from '../../src/app/storage/sqlite-store';
import { Classroom, DEVICE, INSTRUCTOR_TOKEN, OTHER_DEVICE } from '../support/classroom';

const MAX_STUDENTS = 4;

let room: Classroom;
let joined = 0;
beforeEach(async () => {
  joined = 0;
  room = await Classroom.open({ maxStudents: MAX_STUDENTS });
});
afterEach(() => room.close());

/** Each on a device of their own. */
async function join(studentId: string): Promise<string> {
  joined += 1;
  await room.clock.advance(1);
  return (await room.enrol(studentId, { deviceId: `${'d'.repeat(22)}${String(joined)}` })).token;
}

const problemOf = async (words: object): Promise<Problem> => (await room.enrolment(words)).json();
const names = async (): Promise<string[]> => (await room.state()).students.map(({ studentId }) => studentId);
const release = (studentId: string) => room.asInstructor('DELETE', `/classes/default/enrolments/${studentId}`);

describe('a device', () => {
  it('may join under its name as often as its page is opened, and no more: every time is kept', async () => {
    const statusOf = async (words: object): Promise<number> => (await room.enrolment({ studentId: 'mallory', ...words })).statusCode;
    for (let count = 0; count < 30; count++) {
      expect(await statusOf({ team: `Team ${String(count)}` })).toBe(201);
    }
    expect(await problemOf({ studentId: 'Mallory', team: 'one more' })).toMatchObject({ status: 429, code: 'too_many_attempts' });
    expect(await statusOf({ studentId: 'ada', deviceId: OTHER_DEVICE })).toBe(201);

    await room.clock.advance(5000);
    expect(await statusOf({})).toBe(201);
  });

  it('is not kept out by what others try under its name', async () => {
    await room.enrol('ada');
    for (let count = 0; count < 40; count++) {
      await room.enrolment({ studentId: 'ada', deviceId: OTHER_DEVICE });
    }
    expect((await room.enrolment({ studentId: 'ada' })).statusCode).toBe(201);
  });
});

describe('a class that somebody fills', () => {
  it('has a place for a newcomer: of those who never reported, whoever joined first goes, from every view too', async () => {
    const ada = await join('ada');
    await room.report(ada, 1, 1);
    const first = await join('invented 0');
    for (let count = 1; count < 30; count++) {
      await join(`invented ${String(count)}`);
    }
    await join('bob');

    expect(await names()).toEqual(['ada', 'invented 28', 'invented 29', 'bob']);
    expect((await room.report(ada, 2, 2)).statusCode).toBe(202);
    expect((await room.report(first, 1, 1)).json<Problem>()).toMatchObject({ status: 401, code: 'token_invalid' });
    expect((await room.report(first, 1, 1)).json<Problem>()).not.toHaveProperty('reason');
    await room.restart();
    expect(await names()).toEqual(['ada', 'invented 28', 'invented 29', 'bob']);
  });

  it('keeps nothing of names that are invented by the thousand, and tells of a newcomer with their first report', async () => {
    const flooded = await Classroom.open({ store: openSqliteStore(':memory:'), maxStudents: MAX_STUDENTS });
    const invent = async (count: number): Promise<void> => {
      await flooded.enrol(`invented ${String(count)}`, { deviceId: `${'i'.repeat(22)}${String(count)}`, team: `T${String(count)}` });
      await flooded.clock.advance(1);
    };
    const entries = () => flooded.store.log.read('default', LOG_START, 10_000);
    for (let count = 0; count < 1000; count++) {
      await invent(count);
    }
    const told = (await entries()).length;
    for (let count = 1000; count < 1100; count++) {
      await invent(count);
    }
    const { token } = await flooded.enrol('late', { displayName: 'Late', team: 'Red' });
    // Those who were told of and lost their places since are: there are no more of them than places, and two a second.
    expect((await entries()).length - told).toBeLessThan(3 * MAX_STUDENTS);
    expect((await flooded.state()).students.map(({ studentId }) => studentId)).not.toContain('late');

    await flooded.report(token, 1, 1);
    await flooded.report(token, 2, 2);
    const late = (await flooded.state()).students.find(({ studentId }) => studentId === 'late');
    expect(late).toMatchObject({ displayName: 'Late', team: 'Red', events: 2 });
    const kinds = (await entries()).filter(({ entry }) => entry.studentId === 'late').map(({ entry }) => entry.kind);
    expect(kinds).toEqual(['enrolled', 'batch', 'batch']);
    await flooded.close();
  });

  it('refuses clearly when all have reported, and renews the tokens of those', async () => {
    for (const student of ['ada', 'bob', 'cy', 'dan']) {
      await room.report(await join(student), 1, 1);
    }
    expect(await problemOf({ studentId: 'eve', deviceId: OTHER_DEVICE })).toMatchObject({ status: 409, code: 'class_full' });
    expect((await room.enrolment({ studentId: 'ada', deviceId: `${'d'.repeat(22)}1` })).statusCode).toBe(201);
    expect(await names()).toEqual(['ada', 'bob', 'cy', 'dan']);
  });

  it('shows again who comes back after their place was taken', async () => {
    await join('ada');
    for (let count = 0; count < MAX_STUDENTS; count++) {
      await join(`invented ${String(count)}`);
    }
    expect(await names()).not.toContain('ada');
    await room.report(await join('ada'), 1, 1);
    expect((await room.state()).students.find(({ studentId }) => studentId === 'ada')).toMatchObject({ runs: 1 });
  });

  it('is emptied of those who never did anything by its owner, and that is put on record', async () => {
    const ada = await join('ada');
    await room.report(ada, 1, 1);
    await join('bob');
    await join('cy');
    const path = '/classes/default/enrolments';
    expect((await room.asInstructor('DELETE', path)).statusCode).toBe(422);
    expect((await room.asInstructor('DELETE', `${path}?neverReported=0`)).statusCode).toBe(422);
    expect((await room.asInstructor('DELETE', `${path}?neverReported=1`)).json<ReleasedNames>()).toEqual({ released: 2 });
    expect(await names()).toEqual(['ada']);
    expect((await room.report(ada, 2, 2)).statusCode).toBe(202);
    const { entries } = (await room.asInstructor('GET', '/audit')).json<AuditPage>();
    expect(entries).toMatchObject([{ action: 'silent.removed', classId: 'default' }]);
  });
});

describe('one device', () => {
  it('cannot take the names of a whole class', async () => {
    await room.close();
    room = await Classroom.open();
    for (let count = 0; count < 50; count++) {
      await room.enrol(`s${String(count)}`);
    }
    expect(await problemOf({ studentId: 's50' })).toMatchObject({ status: 409, code: 'too_many_names' });
    expect((await room.enrolment({ studentId: 's50', deviceId: OTHER_DEVICE })).statusCode).toBe(201);
    expect((await room.enrolment({ studentId: 's7' })).statusCode).toBe(201);
  });
});

describe('a released name', () => {
  it('is told to the device that had it in a word of its own', async () => {
    const { token } = await room.enrol();
    await release('ada');
    expect((await room.report(token, 1, 1)).json<Problem>()).toMatchObject({ status: 401, code: 'token_invalid', reason: 'released' });
    await room.enrol('ada', { deviceId: OTHER_DEVICE });
    expect((await room.report(token, 1, 1)).json<Problem>()).toMatchObject({ status: 401, code: 'token_invalid', reason: 'released' });
  });

  it('goes to the next device that asks, and not back to one whose page asks by itself', async () => {
    await room.enrol();
    await release('ada');
    expect(await problemOf({})).toMatchObject({ status: 409, code: 'student_id_released' });
    expect((await room.enrolment({ deviceId: OTHER_DEVICE })).statusCode).toBe(201);
    expect(await problemOf({})).toMatchObject({ status: 409, code: 'student_id_taken' });
    expect(await problemOf({ isAskedFor: true })).toMatchObject({ status: 409, code: 'student_id_taken' });
  });

  it('is free for any device, that one too, where it is to be forgotten who had it', async () => {
    const { token } = await room.enrol();
    await room.asInstructor('DELETE', '/classes/default/enrolments/ada?forget=1');
    expect((await room.report(token, 1, 1)).json<Problem>()).not.toHaveProperty('reason');
    expect((await room.enrolment()).statusCode).toBe(201);
  });

  it('comes back to the device that had it when its student asks, as after a release by mistake', async () => {
    const { token } = await room.enrol();
    await release('ada');
    await room.clock.advance(2000);
    const again = await room.enrol('ada', { isAskedFor: true });
    expect((await room.report(again.token, 1, 1)).statusCode).toBe(202);
    // Another tab of the same device takes up the newer token; nothing was taken from it.
    expect((await room.report(token, 1, 1)).json<Problem>()).not.toHaveProperty('reason');
  });
});

describe('a student id', () => {
  it.each(['\u200B', '\u202E\u202C', '\u3164', '\u2800', '\u0301'])('needs something to be seen: %j has nothing', async studentId => {
    expect(await problemOf({ studentId })).toMatchObject({
      status: 422,
      code: 'invalid',
      errors: [{ path: 'studentId', message: 'must hold a character that can be seen' }],
    });
  });

  it.each(['displayName', 'team'])('comes with a %s that has something to be seen, or with none', async path => {
    expect(await problemOf({ [path]: '\u200B\u2800' })).toMatchObject({
      status: 422,
      errors: [{ path, message: 'must hold a character that can be seen' }],
    });
    expect((await room.enrolment({ [path]: '' })).statusCode).toBe(201);
  });

  it('is the same student in whatever case it is typed', async () => {
    const first = await room.enrol('Ada');
    expect(await room.enrol('aDA')).toMatchObject({ studentId: 'Ada', classId: first.classId });
    expect(await problemOf({ studentId: 'ADA', deviceId: OTHER_DEVICE })).toMatchObject({ code: 'student_id_taken' });
    expect(await names()).toEqual(['Ada']);
  });

  it('is found on a roster however its accents are typed', async () => {
    await room.inject({
      method: 'PUT',
      url: '/api/v1/classes/default/roster',
      headers: { authorization: `Bearer ${INSTRUCTOR_TOKEN}`, 'content-type': 'text/csv' },
      payload: 'student_id,display_name\nZo\u00EB,Zo\u00EB\nADA,Ada\n',
    });
    expect(await room.enrol('Zoe\u0308')).toMatchObject({ studentId: 'Zo\u00EB' });
    expect(await room.enrol('ada')).toMatchObject({ studentId: 'ADA', displayName: 'Ada' });
    expect(await problemOf({ studentId: 'Zoe' })).toMatchObject({ code: 'not_on_roster' });
    expect(await problemOf({ studentId: 'ada', deviceId: OTHER_DEVICE, isAskedFor: true })).toMatchObject({ code: 'student_id_taken' });
  });
});

it('has names that one device may hold again after they were released', async () => {
  await room.enrol('ada', { deviceId: DEVICE });
  await release('ada');
  expect((await room.enrolment({ studentId: 'bob', deviceId: DEVICE })).statusCode).toBe(201);
});
