import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BatchReply, ClassPreview, ClassSummary, EnrolmentReply, Problem, RosterReply } from '../../../src/protocol';
import { Classroom, INSTRUCTOR_TOKEN, OTHER_DEVICE } from '../support/classroom';

let room: Classroom;

beforeEach(async () => {
  room = await Classroom.open();
});
afterEach(() => room.close());

const HOSTILE = '<img src=x onerror=alert(1)>';
const ROSTER = `student_id,display_name,team\nada,Ada Lovelace,Team 7\nbob,${HOSTILE},\n`;

function putRoster(csv: string | Buffer, query = '', headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
  return room.inject({
    method: 'PUT',
    url: `/api/v1/classes/default/roster${query}`,
    headers: { authorization: `Bearer ${INSTRUCTOR_TOKEN}`, 'content-type': 'text/csv; charset=utf-8', ...headers },
    payload: csv,
  });
}

const preview = (joinCode: unknown = room.class.joinCode): Promise<LightMyRequestResponse> =>
  room.inject({ method: 'POST', url: '/api/v1/enrolments/preview', payload: { joinCode } });

const setTeams = (teams: unknown): Promise<LightMyRequestResponse> => room.asInstructor('PATCH', '/classes/default', { teams });

describe('a class with a roster', () => {
  it('enrols those on it alone, by the names and teams that it gives them', async () => {
    expect((await putRoster(ROSTER)).json<RosterReply>()).toMatchObject({ applied: true, students: 2, released: [] });
    const stranger = await room.enrolment({ studentId: 'zoe' });
    expect(stranger.json<Problem>()).toMatchObject({ status: 403, code: 'not_on_roster' });
    expect(await room.enrol('ada', { displayName: 'Mallory', team: 'Team 1' })).toMatchObject({
      displayName: 'Ada Lovelace',
      team: 'Team 7',
    });
    expect(await room.enrol('bob', { displayName: 'Bob', team: 'Team 1', deviceId: OTHER_DEVICE })).toMatchObject({
      displayName: HOSTILE,
      team: '',
    });
    expect((await room.state()).students.map(({ studentId }) => studentId).toSorted()).toEqual(['ada', 'bob']);
  });

  it('keeps it over a restart', async () => {
    await putRoster(ROSTER);
    await room.restart();
    expect((await room.asInstructor('GET', '/classes/default/roster')).json()).toEqual({
      students: [
        { studentId: 'ada', displayName: 'Ada Lovelace', team: 'Team 7' },
        { studentId: 'bob', displayName: HOSTILE, team: '' },
      ],
    });
    expect((await room.enrolment({ studentId: 'zoe' })).statusCode).toBe(403);
  });

  it('ends the tokens of those whom a new roster leaves out, and keeps what they sent', async () => {
    const zoe = await room.enrol('zoe');
    const ada = await room.enrol('ada', { deviceId: OTHER_DEVICE });
    await room.report(zoe.token, 1, 3);
    expect((await putRoster(ROSTER)).json<RosterReply>().released).toEqual(['zoe']);
    expect((await room.report(zoe.token, 4, 4)).json<Problem>()).toMatchObject({ status: 401, code: 'token_invalid' });
    expect((await room.report(ada.token, 1, 1)).json<BatchReply>().hwm).toBe(1);
    expect((await room.exported()).filter(({ studentId }) => studentId === 'zoe')).toHaveLength(3);
  });

  it('renames those who have joined at once, on the dashboard and in what they report from now on', async () => {
    const { token } = await room.enrol('ada', { displayName: 'me', team: 'mine' });
    await room.report(token, 1, 1);
    await room.clock.advance(1000);
    await putRoster(ROSTER);
    await room.report(token, 2, 2);
    const [ada] = (await room.state()).students;
    expect(ada).toMatchObject({ studentId: 'ada', displayName: 'Ada Lovelace', team: 'Team 7' });
    expect((await room.exported()).map(({ team }) => team)).toEqual(['mine', 'Team 7']);
  });

  it('opens again without it', async () => {
    await putRoster(ROSTER);
    expect((await room.asInstructor('DELETE', '/classes/default/roster')).statusCode).toBe(204);
    expect((await room.enrolment({ studentId: 'zoe' })).statusCode).toBe(201);
    expect((await room.asInstructor('GET', '/classes/default/roster')).json()).toEqual({ students: [] });
  });
});

describe('a class whose roster the store has lost', () => {
  const roster = async (): Promise<unknown> => (await room.asInstructor('GET', '/classes/default/roster')).json();
  beforeEach(async () => {
    await putRoster(ROSTER);
    await room.enrol('ada');
    await room.store.registry.replaceRoster('default', []);
    await room.clock.advance(3000);
  });

  it('is closed, and says so to its instructor', async () => {
    expect((await room.enrolment({ studentId: 'zoe' })).json<Problem>()).toMatchObject({ status: 403, code: 'not_on_roster' });
    expect(await roster()).toEqual({ students: [], isClosed: true });
  });

  it('is as before once the same file is put again, and open once the roster is removed', async () => {
    await putRoster(ROSTER);
    expect(await roster()).toMatchObject({ students: [{ studentId: 'ada' }, {}] });
    expect((await room.enrolment({ studentId: 'ada' })).statusCode).toBe(201);
    await room.asInstructor('DELETE', '/classes/default/roster');
    expect(await roster()).toEqual({ students: [] });
    expect((await room.enrolment({ studentId: 'zoe' })).statusCode).toBe(201);
  });
});

describe('a new roster', () => {
  it('can be tried: it tells what it would change, and changes nothing', async () => {
    await room.enrol('zoe');
    await putRoster('student_id\nbob\n');
    await putRoster('student_id\nada\nbob\nzoe\n');
    await room.enrol('zoe');
    const tried = (await putRoster(ROSTER, '?dryRun=1')).json<RosterReply>();
    expect(tried).toMatchObject({ applied: false, students: 2, added: [], removed: [{ studentId: 'zoe' }], released: ['zoe'] });
    expect(tried.changed.map(({ after }) => after.displayName)).toEqual(['Ada Lovelace', HOSTILE]);
    expect((await room.enrolment({ studentId: 'zoe' })).statusCode).toBe(201);
  });

  it('with wrong rows is refused whole, and each row is named', async () => {
    await putRoster(ROSTER);
    const refused = await putRoster('student_id,team\nada,red\nada,red\n,red\n');
    expect(refused.json<Problem>()).toMatchObject({
      status: 422,
      code: 'invalid',
      errors: [
        { path: 'row 3', message: 'has the student_id of row 2' },
        { path: 'row 4', message: 'has no student_id' },
      ],
    });
    expect((await room.asInstructor('GET', '/classes/default/roster')).json<{ students: unknown[] }>().students).toHaveLength(2);
  });

  it.each([
    ['JSON instead of CSV', '{"students": []}', '', { 'content-type': 'application/json' }, 415],
    ['a misspelt dry run', ROSTER, '?dryRun=yes', {}, 422],
    ['a file that is too large', `student_id\n${'x'.repeat(1024 * 1024)}`, '', {}, 413],
    ['a binary file', Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0]), '', {}, 422],
    ['no token', ROSTER, '', { authorization: '' }, 401],
  ] as const)('is refused: %s', async (_name, csv, query, headers, status) => {
    expect((await putRoster(csv, query, headers)).statusCode).toBe(status);
    expect((await room.enrolment({ studentId: 'zoe' })).statusCode).toBe(201);
  });

  it('is for a class that exists', async () => {
    for (const method of ['GET', 'DELETE'] as const) {
      expect((await room.asInstructor(method, '/classes/none/roster')).statusCode).toBe(404);
    }
  });
});

describe('the teams of a class', () => {
  it('are free at first, and each student’s own words', async () => {
    expect((await room.asInstructor('GET', '/classes')).json<ClassSummary[]>()[0]?.teams).toEqual({ from: 'free', list: [] });
    expect((await room.enrol('ada', { team: 'whatever' })).team).toBe('whatever');
  });

  it('are chosen from the class’s list', async () => {
    const teams = { from: 'listed', list: ['Red', 'Blue'] };
    expect((await setTeams(teams)).json<ClassSummary>().teams).toEqual(teams);
    const refused = await room.enrolment({ team: 'Green' });
    expect(refused.json<Problem>()).toMatchObject({ status: 422, code: 'invalid', errors: [{ path: 'team' }] });
    expect((await room.enrol('ada', { team: 'Red' })).team).toBe('Red');
    expect((await room.enrol('ada')).team).toBe('');
  });

  it('may change under those who are in one: a renewed token keeps its team', async () => {
    await room.enrol('ada', { team: 'old' });
    await setTeams({ from: 'listed', list: ['Red'] });
    expect((await room.enrol('ada', { team: 'old' })).team).toBe('old');
    expect((await room.enrolment({ studentId: 'ada', team: 'older' })).statusCode).toBe(422);
    expect((await room.enrolment({ studentId: 'bob', team: 'old' })).statusCode).toBe(422);
  });

  it('come from the roster alone where the class says so, also from one without teams', async () => {
    await setTeams({ from: 'roster', list: [] });
    await putRoster('student_id\nada\n');
    expect((await room.enrol('ada', { team: 'mine' })).team).toBe('');
  });

  it('stay each student’s own where a roster names none', async () => {
    await putRoster('student_id,display_name\nada,Ada L.\n');
    expect(await room.enrol('ada', { team: 'mine', displayName: 'me' })).toMatchObject<Partial<EnrolmentReply>>({
      team: 'mine',
      displayName: 'Ada L.',
    });
  });

  it.each([
    ['teams', 'free', ['teams']],
    ['source', { from: 'none', list: [] }, ['teams.from']],
    ['list', { from: 'free' }, ['teams.list']],
    ['list to choose from', { from: 'listed', list: [] }, ['teams.list']],
    [
      'names',
      { from: 'listed', list: ['Red', '', 'Red', 7, 'a\nb'] },
      ['teams.list[1]', 'teams.list[2]', 'teams.list[3]', 'teams.list[4]'],
    ],
  ])('are refused with wrong %s', async (_name, teams, paths) => {
    const refused = await setTeams(teams);
    expect(refused.statusCode).toBe(422);
    expect(refused.json<Problem>().errors?.map(({ path }) => path)).toEqual(paths);
  });
});

describe('who has the join code and no more', () => {
  it('learns the class’s name, its teams and its policy, and nothing of its students', async () => {
    await room.enrol('ada');
    await setTeams({ from: 'listed', list: ['Red', 'Blue'] });
    const reply = await preview(` ${room.class.joinCode.toLowerCase()}`.trim());
    expect(reply.json<ClassPreview>()).toEqual({
      className: 'My class',
      hasRoster: false,
      teams: { from: 'listed', list: ['Red', 'Blue'] },
      policy: { level: 'errors', cadenceMs: 1000, revision: 1 },
    });
    expect(reply.headers['access-control-allow-origin']).toBe('*');
  });

  it('learns that the roster decides on teams', async () => {
    await setTeams({ from: 'listed', list: ['Red'] });
    await putRoster(ROSTER);
    expect((await preview()).json<ClassPreview>()).toMatchObject({ hasRoster: true, teams: { from: 'roster', list: [] } });
  });

  it.each([
    ['NOSUCH', 403, 'join_code_invalid'],
    ['', 422, 'invalid'],
    [7, 422, 'invalid'],
  ])('is refused with the code %j', async (joinCode, status, code) => {
    expect((await preview(joinCode)).json<Problem>()).toMatchObject({ status, code });
  });

  it('may guess at the same pace as those who enrol', async () => {
    for (let count = 0; count < 200; count++) {
      await preview(`GUESS${String(count)}`);
    }
    const answers: string[] = [];
    for (const guess of [preview('GUESS'), room.enrolment({ joinCode: 'GUESS' })]) {
      void guess.then(reply => answers.push(reply.json<Problem>().code));
    }
    expect((await preview()).statusCode).toBe(200);
    expect((await room.enrolment()).statusCode).toBe(201);
    expect(answers).toEqual([]);
    await room.clock.advance(3000);
    expect(answers).toEqual(['join_code_invalid', 'join_code_invalid']);
  });

  it('may ask from another origin', async () => {
    const reply = await room.inject({ method: 'OPTIONS', url: '/api/v1/enrolments/preview', headers: { origin: 'https://hub.example' } });
    expect(reply.statusCode).toBe(204);
    expect(reply.headers['access-control-allow-methods']).toBe('POST');
  });
});
