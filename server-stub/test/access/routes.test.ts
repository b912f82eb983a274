import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, HTTPMethods, RouteOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditPage } from '../../../src/protocol';
import { addInstructor, type Caller, CALLERS, inviteCallers, type Tokens } from '../support/callers';
import { Classroom } from '../support/classroom';
import { settle } from '../support/virtual-clock';

/**
 * What each route answers to each caller. A route without a line fails the test, and so does a line without a route.
 * A student's token is good for reporting alone, into the class that it is of.
 */
const EXPECTED = `
                                                      none student other revoked expired viewer assistant owner forged algNone
HEAD /                                                 200     200   200     200     200    200       200   200    200     200
GET /                                                  200     200   200     200     200    200       200   200    200     200
HEAD /index.html                                       200     200   200     200     200    200       200   200    200     200
GET /index.html                                        200     200   200     200     200    200       200   200    200     200
HEAD /*                                                200     200   200     200     200    200       200   200    200     200
GET /*                                                 200     200   200     200     200    200       200   200    200     200
GET /metrics                                           200     200   200     200     200    200       200   200    200     200
GET /api/v1/openapi.json                               200     200   200     200     200    200       200   200    200     200
GET /api/v1/health/live                                200     200   200     200     200    200       200   200    200     200
GET /api/v1/health/ready                               200     200   200     200     200    200       200   200    200     200
OPTIONS /api/v1/enrolments                             204     204   204     204     204    204       204   204    204     204
POST /api/v1/enrolments                                201     201   201     201     201    201       201   201    201     201
OPTIONS /api/v1/enrolments/preview                     204     204   204     204     204    204       204   204    204     204
POST /api/v1/enrolments/preview                        200     200   200     200     200    200       200   200    200     200
OPTIONS /api/v1/batches                                204     204   204     204     204    204       204   204    204     204
POST /api/v1/batches                                   401     202   202     401     401    401       401   401    401     401
POST /api/v1/session                                   401     401   401     401     401    204       204   204    401     401
DELETE /api/v1/session                                 204     204   204     204     204    204       204   204    204     204
GET /api/v1/session                                    401     403   403     403     403    200       200   200    401     401
GET /api/v1/classes                                    401     403   403     403     403    200       200   200    401     401
POST /api/v1/classes                                   401     403   403     403     403    403       403   201    401     401
PATCH /api/v1/classes/:classId                         401     403   403     403     403    403       403   200    401     401
GET /api/v1/opening                                    401     403   403     403     403    200       200   200    401     401
GET /api/v1/classes/:classId/state                     401     403   403     403     403    200       200   200    401     401
GET /api/v1/classes/:classId/feed                      401     403   403     403     403    200       200   200    401     401
GET /api/v1/classes/:classId/students/:studentId       401     403   403     403     403    403       200   200    401     401
GET /api/v1/classes/:classId/exercises                 401     403   403     403     403    403       200   200    401     401
PATCH /api/v1/classes/:classId/help/:helpId            401     403   403     403     403    403       200   200    401     401
GET /api/v1/classes/:classId/messages                  401     403   403     403     403    403       200   200    401     401
POST /api/v1/classes/:classId/messages                 401     403   403     403     403    403       201   201    401     401
PUT /api/v1/classes/:classId/visits                    401     403   403     403     403    403       204   204    401     401
PUT /api/v1/classes/:classId/queue                     401     403   403     403     403    403       200   200    401     401
GET /api/v1/classes/:classId/sessions                  401     403   403     403     403    403       200   200    401     401
POST /api/v1/classes/:classId/sessions                 401     403   403     403     403    403       200   200    401     401
GET /api/v1/classes/:classId/students/:studentId/timeline 401  403   403     403     403    403       200   200    401     401
GET /api/v1/classes/:classId/replay                    401     403   403     403     403    403       200   200    401     401
GET /api/v1/classes/:classId/events                    401     403   403     403     403    403       403   200    401     401
GET /api/v1/classes/:classId/delivery                  401     403   403     403     403    403       200   200    401     401
GET /api/v1/classes/:classId/roster                    401     403   403     403     403    403       200   200    401     401
GET /api/v1/classes/:classId/rooms                     401     403   403     403     403    200       200   200    401     401
PUT /api/v1/classes/:classId/rooms                     401     403   403     403     403    403       403   200    401     401
GET /api/v1/classes/:classId/notebooks                 401     403   403     403     403    200       200   200    401     401
PUT /api/v1/classes/:classId/notebooks                 401     403   403     403     403    403       403   200    401     401
PUT /api/v1/classes/:classId/roster                    401     403   403     403     403    403       403   200    401     401
DELETE /api/v1/classes/:classId/roster                 401     403   403     403     403    403       403   204    401     401
DELETE /api/v1/classes/:classId/enrolments/:studentId  401     403   403     403     403    403       204   204    401     401
DELETE /api/v1/classes/:classId/enrolments             401     403   403     403     403    403       403   200    401     401
DELETE /api/v1/classes/:classId/students/:studentId/data 401   403   403     403     403    403       403   204    401     401
PUT /api/v1/classes/:classId/students/:studentId/staff 401     403   403     403     403    403       403   204    401     401
DELETE /api/v1/classes/:classId/students/:studentId/staff 401  403   403     403     403    403       403   204    401     401
GET /api/v1/system                                     401     403   403     403     403    403       200   200    401     401
GET /api/v1/alert-levels                               401     403   403     403     403    403       200   200    401     401
PATCH /api/v1/alert-levels                             401     403   403     403     403    403       403   200    401     401
GET /api/v1/instructors                                401     403   403     403     403    403       403   200    401     401
POST /api/v1/instructors                               401     403   403     403     403    403       403   201    401     401
DELETE /api/v1/instructors/:instructorId               401     403   403     403     403    403       403   204    401     401
GET /api/v1/audit                                      401     403   403     403     403    403       403   200    401     401
OPTIONS /api/v1/enrolments/me/data                     204     204   204     204     204    204       204   204    204     204
DELETE /api/v1/enrolments/me/data                      401     204   204     401     401    401       401   401    401     401
`;

interface Row {
  readonly route: string;
  readonly statuses: Readonly<Record<Caller, number>>;
}

const ROWS = EXPECTED.trim().split('\n').slice(1).map(readRow);

function readRow(line: string): Row {
  const [method, path, ...cells] = line.split(/\s+/u);
  const statuses = Object.fromEntries(CALLERS.map((caller, index) => [caller, Number(cells[index])])) as Record<Caller, number>;
  return { route: `${String(method)} ${String(path)}`, statuses };
}

let room: Classroom;
let tokens: Tokens;
let dashboardRoot: string;
const routes: string[] = [];
let calls = 0;

const noteRoutes = (message: unknown): void => {
  const { fastify } = message as { fastify: FastifyInstance };
  fastify.addHook('onRoute', ({ method, url }: RouteOptions) => {
    routes.push(...[method].flat().map(name => `${name} ${url}`));
  });
};

beforeAll(async () => {
  dashboardRoot = mkdtempSync(join(tmpdir(), 'cell-monitor-dashboard-'));
  writeFileSync(join(dashboardRoot, 'index.html'), '<!doctype html>');
  writeFileSync(join(dashboardRoot, 'icon.svg'), '<svg/>');
  subscribe('fastify.initialization', noteRoutes);
  room = await Classroom.open({ dashboardRoot, watch: { levels: {}, sinks: [] } });
  unsubscribe('fastify.initialization', noteRoutes);
  tokens = await inviteCallers(room);
});
afterAll(async () => {
  await room.close();
  rmSync(dashboardRoot, { recursive: true, force: true });
});

describe('who may do what', () => {
  it('is told for every route that there is', () => {
    expect(ROWS.map(({ route }) => route).toSorted()).toEqual([...new Set(routes)].toSorted());
  });

  it.each(ROWS)('$route', async ({ route, statuses }) => {
    const answers: Partial<Record<Caller, number>> = {};
    for (const caller of CALLERS) {
      answers[caller] = await knock(route, caller);
    }
    expect(answers).toEqual(statuses);
  });

  it('leaves nothing behind of those who may not', async () => {
    const { entries } = (await room.asInstructor('GET', '/audit?limit=500')).json<AuditPage>();

    // Viewers log in; students erase their own data; wrong tokens are counted.
    const done = entries.filter(({ action }) => !action.startsWith('session.'));
    expect(new Set(done.map(({ actor }) => actor.role))).toEqual(new Set(['owner', 'assistant', 'student']));
    const ofStudents = (await room.exported()).filter(({ type }) => !type.startsWith('instructor.'));
    expect(new Set(ofStudents.map(({ studentId }) => studentId))).toEqual(new Set(['ada']));
  });
});

/** What a caller who does everything right but has perhaps not the right to it is answered. */
async function knock(route: string, caller: Caller): Promise<number> {
  // What erases the caller's own data is asked for by one whom the other rows do not need.
  const token =
    route.startsWith('DELETE') && route.endsWith('/me/data') && caller === 'student'
      ? (await room.enrol('eve', { isAskedFor: true })).token
      : tokens[caller];
  const [method, path] = route.split(' ') as [HTTPMethods, string];
  const url = path
    .replace(':classId', 'default')
    .replace(':studentId', path.includes(':studentId') ? await studentToTouch() : '')
    .replace(':helpId', path.includes(':helpId') ? await callForHelp() : '')
    .replace(':instructorId', await instructorToTouch(path))
    .replace('*', 'icon.svg')
    .replace(/enrolments$/u, method === 'DELETE' ? 'enrolments?neverReported=1' : 'enrolments');
  const payload = bodyOf(route, caller);
  const isRoster = method === 'PUT' && path.endsWith('/roster');
  const reply = await room.app.inject({
    method,
    url,
    headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...(isRoster && { 'content-type': 'text/csv' }) },
    payloadAsStream: true,
    ...(isRoster ? { payload: 'student_id\nada\nbob\neve\n' } : payload !== undefined && { payload }),
  });
  // A feed does not end by itself.
  reply
    .stream()
    .on('error', () => undefined)
    .destroy();
  await settle();
  return reply.statusCode;
}

async function studentToTouch(): Promise<string> {
  // Nobody joins more often than that.
  await room.clock.advance(5000);
  await room.enrol('eve', { isAskedFor: true });
  return 'eve';
}

/** A new source each time: what was answered stays so. */
async function callForHelp(): Promise<string> {
  const { token } = await room.enrol('eve', { isAskedFor: true });
  const sid = `call${String(calls++)}`.padEnd(22, '-');
  await room.send(token, room.batchOf([room.call(1)], { sid }));
  const { help } = await room.state();
  return help.find(({ status }) => status === 'open')?.id ?? '';
}

async function instructorToTouch(path: string): Promise<string> {
  return path.includes(':instructorId') ? (await addInstructor(room, 'viewer')).id : '';
}

function bodyOf(route: string, caller: Caller): object | undefined {
  switch (route) {
    case 'POST /api/v1/enrolments/preview':
      return { joinCode: room.class.joinCode };
    case 'POST /api/v1/enrolments':
      return { joinCode: room.class.joinCode, studentId: 'eve', deviceId: 'D'.repeat(22) };
    case 'POST /api/v1/batches':
      // A source of its own: an expired token still delivers for those that it opened before.
      return room.batchOf([room.run(1)], { sid: caller.padEnd(22, '-') });
    case 'POST /api/v1/session':
      return { token: tokens[caller] ?? '' };
    case 'POST /api/v1/classes':
    case 'PATCH /api/v1/classes/:classId':
      return { name: 'A class' };
    case 'PATCH /api/v1/classes/:classId/help/:helpId':
      return { status: 'resolved' };
    case 'POST /api/v1/classes/:classId/messages':
      return { to: { all: true }, text: 'Hello' };
    case 'PUT /api/v1/classes/:classId/visits':
      return { studentId: 'ada', status: 'done' };
    case 'PUT /api/v1/classes/:classId/queue':
      return { state: 'open' };
    case 'PUT /api/v1/classes/:classId/rooms':
      return { revision: 0, rooms: [] };
    case 'PUT /api/v1/classes/:classId/notebooks':
      return { notebooks: [] };
    case 'PATCH /api/v1/alert-levels':
      return { levels: { errors: 'off' } };
    case 'POST /api/v1/instructors':
      return { name: 'Grace', role: 'viewer' };
    default:
      return undefined;
  }
}
