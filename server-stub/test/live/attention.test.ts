import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditPage, BatchReply, HelpRequest, Problem } from '../../../src/protocol';
import { addInstructor } from '../support/callers';
import { Classroom, OTHER_DEVICE, OTHER_SID } from '../support/classroom';
import { FeedReader } from '../support/feed-reader';

let room: Classroom;
let ada: string;
let grace: string;
let katherine: string;

beforeEach(async () => {
  room = await Classroom.open();
  ada = (await room.enrol('ada', { team: 'Team 1' })).token;
  grace = (await addInstructor(room, 'assistant', 'Grace')).token;
  katherine = (await addInstructor(room, 'assistant', 'Katherine')).token;
});
afterEach(() => room.close());

const answer = (helpId: string, payload: object, token?: string) =>
  room.asInstructor('PATCH', `/classes/default/help/${helpId}`, payload, token);
const visit = (payload: object, token?: string) => room.asInstructor('PUT', '/classes/default/visits', payload, token);

async function callForHelp(): Promise<string> {
  await room.send(
    ada,
    room.batchOf([room.call(1, { question: 'How?', cell: { id: 'c1', index: 2 }, error: { name: 'E', message: 'm' } })]),
  );
  return (await room.state()).help[0]?.id ?? '';
}

describe('a help request', () => {
  it('tells where the student was and what failed', async () => {
    await callForHelp();

    expect((await room.state()).help).toMatchObject([
      { status: 'open', question: 'How?', notebook: 'a.ipynb', cell: { id: 'c1', index: 2 }, error: { name: 'E', message: 'm' } },
    ]);
  });

  it('reaches every dashboard within a second, and so do a claim and a resolution', async () => {
    const readers = [
      await FeedReader.open(room),
      await FeedReader.open(room, undefined, grace),
      await FeedReader.open(room, undefined, katherine),
    ];
    const seen = () => readers.map(({ last }) => last.data.help?.map(({ status, by }) => [status, by?.name]));
    const helpId = await callForHelp();
    await room.clock.advance(999);
    expect(seen()).toEqual([[['open', undefined]], [['open', undefined]], [['open', undefined]]]);
    await answer(helpId, { status: 'claimed' }, grace);
    await room.clock.advance(999);
    expect(seen()).toEqual(Array.from({ length: 3 }, () => [['claimed', 'Grace']]));
    await answer(helpId, { status: 'resolved' }, grace);
    await room.clock.advance(999);
    expect(seen()).toEqual(Array.from({ length: 3 }, () => [['resolved', 'Grace']]));
    readers.forEach(reader => reader.leave());
  });

  it('is one instructor’s, when two claim it at once', async () => {
    const helpId = await callForHelp();
    const replies = await Promise.all([answer(helpId, { status: 'claimed' }, grace), answer(helpId, { status: 'claimed' }, katherine)]);
    const won = replies.find(({ statusCode }) => statusCode === 200);
    const lost = replies.find(({ statusCode }) => statusCode === 409);
    const winner = won?.json<HelpRequest>().by?.name;

    expect(lost?.json<Problem>()).toMatchObject({ code: 'already_claimed', detail: `${String(winner)} has claimed this.` });
    expect((await room.state()).help).toMatchObject([{ status: 'claimed', by: { name: winner } }]);
  });

  it('can be taken over, given back and opened again', async () => {
    const helpId = await callForHelp();
    await answer(helpId, { status: 'claimed' }, grace);
    const taken = await answer(helpId, { status: 'claimed', takeOver: true }, katherine);
    const refused = await answer(helpId, { status: 'resolved' }, grace);
    const given = await answer(helpId, { status: 'open' }, katherine);
    const resolved = await answer(helpId, { status: 'resolved' }, grace);
    const opened = await answer(helpId, { status: 'open' }, katherine);

    expect(taken.json()).toMatchObject({ status: 'claimed', by: { name: 'Katherine' } });
    expect(refused.statusCode).toBe(409);
    expect(given.json()).toEqual(expect.not.objectContaining({ by: expect.anything() as unknown }));
    expect(resolved.json()).toMatchObject({ status: 'resolved', by: { name: 'Grace' }, at: room.clock.timestamp });
    expect(opened.json()).toMatchObject({ status: 'open' });
  });

  it('is put on record once for each thing that was done', async () => {
    const helpId = await callForHelp();
    await answer(helpId, { status: 'claimed' }, grace);
    await answer(helpId, { status: 'claimed' }, grace);
    await answer(helpId, { status: 'claimed' }, katherine);
    const { entries } = (await room.asInstructor('GET', '/audit')).json<AuditPage>();
    const answers = entries.filter(({ action }) => action === 'help.answered');

    expect(answers).toMatchObject([{ actor: { name: 'Grace' }, classId: 'default', subject: 'ada', step: 'claimed' }]);
  });

  it('is on record and in the export step by step, without what came too late', async () => {
    const helpId = await callForHelp();
    await answer(helpId, { status: 'claimed' }, grace);
    await answer(helpId, { status: 'claimed' }, katherine);
    await answer(helpId, { status: 'claimed', takeOver: true }, katherine);
    await answer(helpId, { status: 'resolved' }, katherine);
    await answer(helpId, { status: 'open' }, katherine);
    await room.asInstructor('PUT', '/classes/default/visits', { studentId: 'ada', status: 'done' }, grace);
    const steps = ['claimed', 'taken over', 'resolved', 'undone', 'done'];
    const { entries } = (await room.asInstructor('GET', '/audit')).json<AuditPage>();

    expect(entries.flatMap(({ step }) => step ?? []).toReversed()).toEqual(steps);
    const exported = (await room.exported()).filter(({ type }) => type.startsWith('instructor.'));
    expect(exported.map(({ data }) => (data as { step: string }).step)).toEqual(steps);
    expect(exported[1]).toMatchObject({
      studentId: 'ada',
      sid: '',
      seq: 0,
      type: 'instructor.help',
      time: room.clock.timestamp,
      data: { helpId, step: 'taken over', by: { name: 'Katherine' } },
    });
    expect(exported[4]).toMatchObject({ type: 'instructor.visit', data: { by: { name: 'Grace' } } });
    const csv = (await room.asInstructor('GET', '/classes/default/events?format=csv')).body;
    expect(csv.match(/instructor\.help/gu)).toHaveLength(4);
    expect((await room.asInstructor('GET', '/classes/default/events?format=xapi')).body).not.toContain('instructor.');
    await room.asInstructor('DELETE', '/classes/default/students/ada/data');
    expect((await room.exported()).filter(({ studentId }) => studentId === 'ada')).toEqual([]);
  });

  it('keeps what was found when it was resolved, said at once or later', async () => {
    const helpId = await callForHelp();
    await answer(helpId, { status: 'resolved' }, grace);
    const said = await answer(helpId, { status: 'resolved', finding: 'not_stuck' }, grace);
    await answer(helpId, { status: 'resolved', finding: 'not_stuck' }, grace);

    expect(said.json()).toMatchObject({ status: 'resolved', finding: 'not_stuck' });
    await room.restart();
    expect((await room.state()).help).toMatchObject([{ status: 'resolved', finding: 'not_stuck' }]);
    const exported = (await room.exported()).filter(({ type }) => type === 'instructor.help');
    expect(exported.map(({ data }) => data)).toMatchObject([{ step: 'resolved' }, { step: 'resolved', finding: 'not_stuck' }]);
    const refused = await answer(helpId, { status: 'open', finding: 'not_stuck' }, grace);
    expect(refused.json<Problem>()).toMatchObject({ status: 422, errors: [{ path: 'finding' }] });
  });

  it('takes a remark after it was resolved, which changes neither who was there nor when', async () => {
    const helpId = await callForHelp();
    await room.clock.advance(120_000);
    await answer(helpId, { status: 'claimed' }, grace);
    await room.clock.advance(300_000);
    const resolved = (await answer(helpId, { status: 'resolved' }, grace)).json<HelpRequest>();
    await room.clock.advance(5000);
    const note = ' Paths on Windows ';
    await answer(helpId, { status: 'resolved', finding: 'explained', note, isRemark: true }, katherine);

    expect((await room.state()).help).toMatchObject([
      { status: 'resolved', by: { name: 'Grace' }, at: resolved.at, finding: 'explained', note: 'Paths on Windows' },
    ]);
    await answer(helpId, { status: 'resolved', note: '', isRemark: true }, grace);
    expect((await room.state()).help[0]).not.toHaveProperty('note');
    expect((await room.state()).help[0]).toMatchObject({ finding: 'explained', at: resolved.at });
    const exported = (await room.exported()).filter(({ type }) => type === 'instructor.help').map(({ data }) => data);
    expect(exported).toMatchObject([
      { step: 'claimed', waitedMs: 120_000, by: { name: 'Grace' } },
      { step: 'resolved', waitedMs: 120_000, withStudentMs: 300_000 },
      { step: 'remarked', finding: 'explained', note: 'Paths on Windows', by: { name: 'Katherine' } },
      { step: 'remarked', note: '' },
    ]);
    expect(exported[2]).not.toHaveProperty('waitedMs');
    const [head = '', , claimed = '', done = '', remark = ''] = (
      await room.asInstructor('GET', '/classes/default/events?format=csv')
    ).body.split(/\r?\n/u);
    const columns = head.split(',');
    const at = columns.indexOf('step');
    expect(columns.slice(at, at + 6)).toEqual(['step', 'waitedMs', 'withStudentMs', 'finding', 'note', 'by']);
    expect(claimed).toContain(',claimed,120000,,,,Grace,');
    expect(done).toContain(',resolved,120000,300000,,,Grace,');
    expect(remark).toContain(',remarked,,,explained,Paths on Windows,Katherine,');
  });

  it('that waits for somebody takes no remark, nor does one that was opened again', async () => {
    const helpId = await callForHelp();
    const remark = { status: 'resolved', finding: 'explained', isRemark: true };
    await answer(helpId, remark, grace);
    await answer(helpId, { status: 'resolved' }, grace);
    await answer(helpId, { status: 'open' }, grace);

    expect((await answer(helpId, remark, grace)).json()).toMatchObject({ status: 'open' });
    expect((await room.exported()).filter(({ type }) => type === 'instructor.help')).toHaveLength(2);
  });

  it.each([
    [{ status: 'resolved', note: 'x'.repeat(201) }, 'note'],
    [{ status: 'resolved', note: 7 }, 'note'],
    [{ status: 'claimed', note: 'Hm' }, 'note'],
    [{ status: 'resolved', isRemark: 'yes' }, 'isRemark'],
    [{ status: 'open', isRemark: true }, 'isRemark'],
  ])('is not answered by %j', async (payload, path) => {
    expect((await answer(await callForHelp(), payload)).json()).toMatchObject({ status: 422, errors: [{ path }] });
  });

  it('answers as after a restart, whoever claimed it', async () => {
    const helpId = await callForHelp();
    await answer(helpId, { status: 'claimed' }, grace);
    const before = await room.state();
    await room.restart();

    expect(await room.state()).toEqual(before);
    expect((await answer(helpId, { status: 'claimed' }, katherine)).statusCode).toBe(409);
  });

  it('is not found when there is none, or when the student took it back', async () => {
    const helpId = await callForHelp();
    await room.send(ada, room.batchOf([{ seq: 2, type: 'help.withdrawn', time: room.clock.timestamp, data: {} }]));

    expect((await answer(helpId, { status: 'claimed' })).json()).toMatchObject({
      status: 404,
      detail: 'The student has taken this call back.',
    });
    expect((await answer('nobody-1', { status: 'claimed' })).statusCode).toBe(404);
    expect((await room.state()).help).toEqual([]);
  });

  it.each([[{}], [{ status: 'withdrawn' }], [{ status: 'claimed', takeOver: 'yes' }], [[]]])('is not answered by %j', async payload => {
    expect((await answer(await callForHelp(), payload)).json()).toMatchObject({
      status: 422,
      code: 'invalid',
      errors: [expect.anything()],
    });
  });

  it('is gone with the student’s data, and so is what was done about it', async () => {
    const helpId = await callForHelp();
    await answer(helpId, { status: 'claimed' }, grace);
    await visit({ studentId: 'ada', status: 'done' }, grace);
    await room.asInstructor('DELETE', '/classes/default/students/ada/data');

    expect((await room.state()).help).toEqual([]);
    expect(JSON.stringify(await room.store.log.read('default', '0', 100))).not.toContain('Grace');
    await room.restart();
    expect((await room.state()).help).toEqual([]);
  });
});

describe('a visit', () => {
  const visits = async () => {
    const { students, teams } = await room.state();
    return { student: students[0]?.visit, team: teams[0]?.visit };
  };

  it('to a student or to a team is seen by everybody until it is taken back', async () => {
    expect((await visit({ studentId: 'ada', status: 'claimed' }, grace)).statusCode).toBe(204);
    expect((await visit({ team: 'Team 1', status: 'done' }, katherine)).statusCode).toBe(204);
    const { student, team } = await visits();
    await visit({ studentId: 'ada', status: 'open' }, grace);

    expect(student).toMatchObject({ status: 'claimed', by: { name: 'Grace' }, at: room.clock.timestamp });
    expect(team).toMatchObject({ status: 'done', by: { name: 'Katherine' } });
    expect((await visits()).student).toBeUndefined();
  });

  it('reaches the dashboards as a change of the student', async () => {
    const reader = await FeedReader.open(room);
    await visit({ studentId: 'ada', status: 'claimed' }, grace);
    await room.clock.advance(999);

    expect(reader.last).toMatchObject({ event: 'delta', data: { students: [{ studentId: 'ada', visit: { status: 'claimed' } }] } });
    reader.leave();
  });

  it('is one instructor’s at a time', async () => {
    await visit({ team: 'Team 1', status: 'claimed' }, grace);
    const refused = await visit({ team: 'Team 1', status: 'done' }, katherine);

    expect(refused.json()).toMatchObject({ status: 409, code: 'already_claimed', detail: 'Grace has claimed this.' });
    expect((await visit({ team: 'Team 1', status: 'claimed', takeOver: true }, katherine)).statusCode).toBe(204);
    expect((await visits()).team).toMatchObject({ by: { name: 'Katherine' } });
  });

  it('remembers that the student was not stuck until the next one, on record and in the export', async () => {
    expect((await visit({ studentId: 'ada', status: 'done', finding: 'not_stuck' }, grace)).statusCode).toBe(204);
    const found = (await visits()).student;
    await room.restart();

    expect(found).toEqual({
      status: 'done',
      finding: 'not_stuck',
      by: expect.objectContaining({ name: 'Grace' }) as unknown,
      at: room.clock.timestamp,
    });
    expect((await visits()).student).toEqual(found);
    expect((await room.exported()).at(-1)).toMatchObject({ type: 'instructor.visit', data: { step: 'done', finding: 'not_stuck' } });
    const { entries } = (await room.asInstructor('GET', '/audit')).json<AuditPage>();
    expect(entries.find(({ action }) => action === 'visit.noted')).toMatchObject({ subject: 'ada', step: 'done: not_stuck' });
    await visit({ studentId: 'ada', status: 'done' }, grace);
    expect((await visits()).student).not.toHaveProperty('finding');
  });

  it.each([
    [{ status: 'claimed', finding: 'not_stuck' }, 'goes with the status done alone'],
    [{ status: 'done', finding: 'lazy' }, 'must be one of not_stuck, solved_together, explained, technical, comes_back'],
  ])('is refused as %j', async (words, message) => {
    const refused = await visit({ studentId: 'ada', ...words }, grace);

    expect(refused.json<Problem>()).toMatchObject({ status: 422, errors: [{ path: 'finding', message }] });
    expect((await visits()).student).toBeUndefined();
  });

  it('may be paid again: the newest time counts', async () => {
    await visit({ studentId: 'ada', status: 'done' }, grace);
    await room.clock.advance(60_000);
    await visit({ studentId: 'ada', status: 'done' }, grace);

    expect((await visits()).student).toMatchObject({ at: room.clock.timestamp });
  });

  it('may be to somebody on the roster who has not joined', async () => {
    await room.inject({
      method: 'PUT',
      url: '/api/v1/classes/default/roster',
      headers: { authorization: 'Bearer the-instructor-token-of-the-tests', 'content-type': 'text/csv' },
      payload: 'student_id,team\nada,Team 1\nzoe,Team 9\n',
    });

    const reader = await FeedReader.open(room);
    expect((await visit({ studentId: 'zoe', status: 'claimed' })).statusCode).toBe(204);
    await room.clock.advance(999);
    expect(reader.last.data.students).toMatchObject([{ studentId: 'zoe', status: 'not_joined', visit: { status: 'claimed' } }]);
    expect((await room.state()).students[1]).toMatchObject({ studentId: 'zoe', visit: { status: 'claimed' } });
    reader.leave();
    expect((await visit({ team: 'Team 9', status: 'claimed' })).statusCode).toBe(204);
  });

  it.each([
    [{ studentId: 'nobody', status: 'done' }, 404],
    [{ team: 'Nobody’s', status: 'done' }, 404],
    [{ status: 'done' }, 422],
    [{ studentId: 'ada', team: 'Team 1', status: 'done' }, 422],
    [{ studentId: 'ada', status: 'resolved' }, 422],
    [{ studentId: 7, status: 'done' }, 422],
  ])('%j is answered %i', async (payload, status) => {
    expect((await visit(payload)).statusCode).toBe(status);
  });
});

describe('the help queue', () => {
  const put = (state: unknown, token?: string) => room.asInstructor('PUT', '/classes/default/queue', { state }, token);
  const beat = async () => {
    await room.clock.advance(2000);
    return (await room.send(ada, room.batchOf([]))).json<BatchReply>();
  };

  it('is paused, closed and opened again for all, on record and in the export, and as after a restart', async () => {
    expect((await room.state()).queue).toBeUndefined();
    const reader = await FeedReader.open(room);
    expect((await put('paused', grace)).json()).toMatchObject({ state: 'paused', by: { name: 'Grace' }, at: room.clock.timestamp });
    await room.clock.advance(999);
    expect(reader.last.data).toMatchObject({ queue: { state: 'paused', by: { name: 'Grace' } } });
    reader.leave();
    await put('paused', katherine);
    await put('closed', katherine);
    await room.restart();
    expect((await room.state()).queue).toMatchObject({ state: 'closed', by: { name: 'Katherine' } });
    await put('open', grace);

    const { entries } = (await room.asInstructor('GET', '/audit')).json<AuditPage>();
    const changes = entries.filter(({ action }) => action === 'queue.changed');
    expect(changes.map(({ actor, step }) => [actor.name, step])).toEqual([
      ['Grace', 'open'],
      ['Katherine', 'closed'],
      ['Grace', 'paused'],
    ]);
    const exported = (await room.exported()).filter(({ type }) => type === 'instructor.queue');
    expect(exported.map(({ data }) => (data as { state: string }).state)).toEqual(['paused', 'closed', 'open']);
  });

  it('keeps the calls of a student while it is paused, takes new ones, and tells the student so', async () => {
    expect(await beat()).not.toHaveProperty('queue');
    await put('paused');
    await callForHelp();

    expect(await beat()).toMatchObject({ queue: 'paused', help: { status: 'open', position: 1 } });
    await put('open');
    expect(await beat()).toMatchObject({ queue: 'open', help: { status: 'open', position: 1 } });
  });

  it('that is closed turns a call away and says so to its student; one that waits already stays, and can be helped', async () => {
    const helpId = await callForHelp();
    const { token: bob } = await room.enrol('bob', { deviceId: OTHER_DEVICE });
    await put('closed');
    await room.send(bob, room.batchOf([room.call(1)], { sid: OTHER_SID }));
    await room.clock.advance(2000);
    const told = (await room.send(bob, room.batchOf([], { sid: OTHER_SID }))).json<BatchReply>();

    expect(told).toMatchObject({ queue: 'closed', help: { id: `${OTHER_SID}-1`, status: 'resolved', isTurnedAway: true } });
    expect(await beat()).toMatchObject({ queue: 'closed', help: { status: 'open', position: 1 } });
    expect((await room.state()).help.map(({ id }) => id)).toEqual([helpId]);
    await put('open');
    await room.restart();
    expect((await room.state()).help.map(({ id }) => id)).toEqual([helpId]);
    await room.send(bob, room.batchOf([room.call(2)], { sid: OTHER_SID }));
    expect((await room.state()).help.map(({ id }) => id)).toEqual([helpId, `${OTHER_SID}-2`]);
    expect((await answer(helpId, { status: 'resolved' }, grace)).json()).toMatchObject({ status: 'resolved' });
  });

  it.each(['shut', '', null, 7])('is not made %j', async state => {
    expect((await put(state)).json()).toMatchObject({ status: 422, errors: [{ path: 'state' }] });
  });

  it('is left alone by somebody who may only look', async () => {
    const { token } = await addInstructor(room, 'viewer', 'Vera');
    expect((await put('closed', token)).statusCode).toBe(403);
    expect((await room.state()).queue).toBeUndefined();
  });
});

it('what a student did late changes the past: a call that was made before the withdrawal is not open', async () => {
  const early = room.call(1);
  await room.clock.advance(1000);
  await room.send(ada, room.batchOf([{ seq: 1, type: 'help.withdrawn', time: room.clock.timestamp, data: {} }]));
  await room.enrol('bob', { deviceId: OTHER_DEVICE });
  await room.send(ada, room.batchOf([early], { sid: OTHER_SID }));

  expect((await room.state()).help).toEqual([]);
});
