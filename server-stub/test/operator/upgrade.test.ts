import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClassState, ClassSummary, DeliveryReport, EnrolmentReply, SessionList, StudentTimeline } from '../../../src/protocol';
import { DataFolder, ServerProcess } from '../support/server-process';

const OLDER = fileURLToPath(new URL('../fixtures/data-of-2026-11-25', import.meta.url));
const ASSISTANT_TOKEN = '-7hsBAtxwYplTghdkPzTUfLPt77PY9gx';

let folder: DataFolder;
let url: string;
let server: ServerProcess;

beforeEach(async () => {
  folder = new DataFolder();
  cpSync(OLDER, folder.path, { recursive: true });
  writeFileSync(join(folder.path, 'log.sqlite'), gunzipSync(readFileSync(join(folder.path, 'log.sqlite.gz'))));
  // What is kept in a repository may be read by others, which the server refuses for its secrets.
  for (const name of ['signing-key.json', 'instructor-token', 'log.sqlite']) {
    chmodSync(join(folder.path, name), 0o600);
  }
  await start();
});
afterEach(async () => {
  await ServerProcess.killAll();
  folder.remove();
});

async function start(): Promise<void> {
  server = await ServerProcess.start(['--port', '0', '--data-dir', folder.path]);
  url = await server.listening();
}

const ownerToken = (): string => readFileSync(join(folder.path, 'instructor-token'), 'utf8').trim();

async function get<T>(path: string, token = ownerToken()): Promise<T> {
  const reply = await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` }, redirect: 'error' });
  expect(reply.status).toBe(200);
  return (await reply.json()) as T;
}

async function post<T>(path: string, body: object, token?: string): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  const reply = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body), redirect: 'error' });
  expect(reply.ok).toBe(true);
  return (await reply.json()) as T;
}

describe('a server that is started on the data of an older one', () => {
  it('has its classes, students, figures, help requests, erasures and instructors', async () => {
    const classes = await get<ClassSummary[]>('/classes');
    const state = await get<ClassState>('/classes/default/state', ASSISTANT_TOKEN);

    expect(classes.map(({ name }) => name)).toEqual(['Python 101', 'R']);
    expect(state.totals).toMatchObject({ students: 2, events: 5, runs: 4, errors: 3 });
    expect(state.students.map(({ studentId, team }) => [studentId, team])).toEqual([
      ['ada', 'Red'],
      ['bob', 'Red'],
    ]);
    expect(state.session).toMatchObject({ endedAt: expect.any(String) as string });
    const { events } = await get<StudentTimeline>('/classes/default/students/ada/timeline', ASSISTANT_TOKEN);
    expect(events.map(({ type }) => type)).toContain('help.requested');
    expect(JSON.stringify(state)).not.toContain('"eve"');
    expect((await get<DeliveryReport>('/classes/default/delivery')).sources.filter(({ missing }) => missing.length > 0)).toEqual([]);
  });

  it('goes on where it was: a student of before joins from their device and reports, and all is there after the next start', async () => {
    const device = { deviceId: 'A'.repeat(22), joinCode: 'PLUM-1', studentId: 'ada' };
    const { token } = await post<EnrolmentReply>('/enrolments', device);
    const data = { notebook: 'lesson.ipynb', cell: { id: 'c1', index: 0 }, ok: true, durationMs: 5, executionCount: 4, language: 'python' };
    const event = { seq: 4, type: 'cell.executed', time: new Date().toISOString(), data };
    const batch = { v: 1, sid: 'a'.repeat(22), oldest: 4, sentAt: event.time, events: [event] };

    expect(await post('/batches', batch, token)).toMatchObject({ hwm: 4 });
    await server.tellToStop('SIGTERM');
    expect(await server.exit).toMatchObject({ code: 0 });
    await start();
    expect((await get<ClassState>('/classes/default/state')).totals).toMatchObject({ students: 2, runs: 1 });
    expect((await get<SessionList>('/classes/default/sessions')).sessions).toMatchObject([{ runs: 1 }, { runs: 4, errors: 3 }]);
  });

  it('is left again by the copy that was made before it, which it never touched', async () => {
    await server.tellToStop('SIGTERM');
    await server.exit;
    writeFileSync(join(folder.path, 'log.sqlite'), gunzipSync(readFileSync(join(folder.path, 'log.sqlite.gz'))), { mode: 0o600 });
    await start();

    expect((await get<ClassState>('/classes/default/state')).totals).toMatchObject({ students: 2, runs: 4 });
  });
});
