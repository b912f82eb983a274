import { chmodSync, closeSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type ClientRequest, request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClassState, ClassSummary, EnrolmentReply } from '../../../src/protocol';
import { findFreePort } from '../support/redis/redis-server';
import { DEVICE, INSTRUCTOR_TOKEN, SID } from '../support/classroom';
import { HttpClassroom } from '../support/http-classroom';
import { until } from '../support/redis/redis-stores';
import { DataFolder, ServerProcess } from '../support/server-process';

let folder: DataFolder;
let running: ServerProcess[] = [];

beforeEach(() => {
  folder = new DataFolder();
});
afterEach(async () => {
  for (const server of running) {
    server.child.kill('SIGKILL');
    await server.exit;
  }
  running = [];
  folder.remove();
});

async function start(args: readonly string[] = [], environment: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await ServerProcess.start(args, { CELL_MONITOR_DATA_DIR: folder.path, CELL_MONITOR_PORT: '0', ...environment });
  running.push(server);
  return server;
}

const tokenOf = (server: ServerProcess): string => decodeURIComponent(/#token=(\S+)/u.exec(server.stdout)?.[1] ?? '');

async function enrol(url: string, joinCode: string): Promise<string> {
  const reply = await fetch(`${url}/api/v1/enrolments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ joinCode, studentId: 'ada', deviceId: DEVICE }),
  });
  return ((await reply.json()) as EnrolmentReply).token;
}

const batch = (first: number, count: number): string =>
  JSON.stringify({
    v: 1,
    sid: SID,
    oldest: 1,
    sentAt: new Date().toISOString(),
    events: Array.from({ length: count }, (_, index) => ({ seq: first + index, type: 'x', time: new Date().toISOString(), data: {} })),
  });

async function instruct<T>(url: string, token: string, path: string): Promise<T> {
  const reply = await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  return (await reply.json()) as T;
}

describe('starting', () => {
  it('prints where it listens, the link with the token, and the join code; keeps secrets for their owner', async () => {
    const server = await start();
    const url = await server.listening(4);
    const token = tokenOf(server);
    const [only] = await instruct<ClassSummary[]>(url, token, '/classes');

    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
    expect(server.stdout.split('\n')).toEqual([
      `listening on ${url}`,
      `dashboard: ${url}/#token=${token}`,
      `join code of "My class": ${only?.joinCode ?? ''}`,
      `data folder: ${folder.path} (new: the class is empty)`,
      '',
    ]);
    expect(server.stderr).not.toContain(token);
    for (const file of ['instructor-token', 'signing-key.json', 'log.sqlite']) {
      expect(statSync(join(folder.path, file)).mode & 0o077).toBe(0);
    }
  });

  it('prints the token once, and keeps it, the students’ tokens and the log over a restart', async () => {
    const first = await start();
    const firstUrl = await first.listening();
    const token = tokenOf(first);
    const [only] = await instruct<ClassSummary[]>(firstUrl, token, '/classes');
    const students = await enrol(firstUrl, only?.joinCode ?? '');
    first.child.kill('SIGTERM');
    await first.exit;
    const second = await start();
    const url = await second.listening();
    const reply = await fetch(`${url}/api/v1/batches`, {
      method: 'POST',
      headers: { authorization: `Bearer ${students}`, 'content-type': 'application/json' },
      body: batch(1, 2),
    });

    expect(second.stdout).not.toContain(token);
    expect(second.stdout).toContain(join(folder.path, 'instructor-token'));
    expect(reply.status).toBe(202);
    expect(await instruct<ClassState>(url, token, '/classes/default/state')).toMatchObject({ totals: { students: 1, events: 2 } });
    second.child.kill('SIGTERM');
    await second.exit;
    const third = await start();
    await third.listening(4);
    expect(third.stdout).toContain(`data folder: ${folder.path} (1 student, 2 events)\n`);
  });

  it.each([
    ['a wrong port', ['--port', 'x'], {}, '--port must be a whole number from 0 to 65535, and is "x"'],
    ['a wrong cadence', [], { CELL_MONITOR_CADENCE_MS: '1' }, 'CELL_MONITOR_CADENCE_MS must be'],
    ['workers without Redis', [], { CELL_MONITOR_WORKERS: '4' }, 'CELL_MONITOR_WORKERS above 1 needs CELL_MONITOR_REDIS_URL'],
    ['a folder that cannot be', ['--data-dir', '/dev/null/x'], {}, '/dev/null/x'],
  ] as const)('stops at %s with one sentence', async (_name, args, environment, sentence) => {
    const server = await start(args, environment);

    expect(await server.exit).toMatchObject({ code: 1 });
    expect(server.stderr).toContain(sentence);
    expect(server.stderr.trim().split('\n')).toHaveLength(1);
    expect(server.stdout).toBe('');
  });

  it('stops at a taken port with one sentence', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const server = await start(['--port', String(port)]);

    expect(await server.exit).toMatchObject({ code: 1 });
    expect(server.stderr).toContain(`http://127.0.0.1:${String(port)}: the port is taken`);
    expect(server.stderr).not.toContain('    at ');
    expect(readdirSync(folder.path)).toEqual([]);
    other.close();
  });

  it('stops in a folder that another server works in, with one sentence, and takes it over as soon as that one is gone', async () => {
    const first = await start();
    await first.listening();
    const second = await start();

    expect(await second.exit).toMatchObject({ code: 1 });
    expect(second.stderr.trim()).toMatch(/^cell-monitor-server: Another class server is working in .*--data-dir/mu);
    first.child.kill('SIGKILL');
    await first.exit;
    expect(await (await start()).listening()).toMatch(/^http:/u);
  });

  it('stops with one sentence where the data folder cannot be made', async () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    const onFile = await start(['--data-dir', file]);
    const belowFile = await start(['--data-dir', join(file, 'below')]);

    expect(await onFile.exit).toMatchObject({ code: 1 });
    expect(onFile.stderr).toContain(`The data folder ${file} cannot be used (EEXIST)`);
    expect(await belowFile.exit).toMatchObject({ code: 1 });
    expect(belowFile.stderr).toContain('cannot be used (ENOTDIR)');
  });

  it('refuses a signing key that it cannot read, and leaves it alone', async () => {
    writeFileSync(join(folder.path, 'signing-key.json'), 'junk');
    const server = await start();

    expect(await server.exit).toMatchObject({ code: 1 });
    expect(server.stderr).toContain('holds no signing key');
  });

  it('keeps the students’ tokens when the key is rotated', async () => {
    const first = await start();
    const firstUrl = await first.listening();
    const token = tokenOf(first);
    const [only] = await instruct<ClassSummary[]>(firstUrl, token, '/classes');
    const students = await enrol(firstUrl, only?.joinCode ?? '');
    const before = readFileSync(join(folder.path, 'signing-key.json'), 'utf8');
    const rotation = await start(['rotate-key']);
    expect(await rotation.exit).toMatchObject({ code: 0 });
    first.child.kill('SIGTERM');
    await first.exit;
    const second = await start();
    const reply = await fetch(`${await second.listening()}/api/v1/batches`, {
      method: 'POST',
      headers: { authorization: `Bearer ${students}`, 'content-type': 'application/json' },
      body: batch(1, 2),
    });

    expect(readFileSync(join(folder.path, 'signing-key.json'), 'utf8')).not.toBe(before);
    expect(statSync(join(folder.path, 'signing-key.json')).mode & 0o077).toBe(0);
    expect(reply.status).toBe(202);
    expect(second.stderr).not.toContain('signs with another key');
  });

  it('signs with the key of a file that is for its owner alone, and says when the store knows another', async () => {
    const shared = join(folder.path, 'shared-key.json');
    const withShared = ['--signing-key-file', shared];
    const own = await start();
    await own.listening();
    own.child.kill('SIGTERM');
    await own.exit;
    const missing = await start(withShared);
    await missing.exit;
    await (
      await start([...withShared, 'rotate-key'])
    ).exit;
    const server = await start(withShared);
    await server.listening();
    chmodSync(shared, 0o644);
    const open = await start(withShared);
    await open.exit;

    expect(missing.stderr).toContain(`There is no ${shared}`);
    expect(server.stderr).toContain('signs with another key');
    expect(open.stderr).toContain(`chmod go-rwx ${shared}`);
  });

  it('says its version and its settings', async () => {
    const version = await start(['--version']);
    const help = await start(['--help']);

    expect(await version.exit).toMatchObject({ code: 0 });
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
    expect(await help.exit).toMatchObject({ code: 0 });
    expect(help.stdout).toContain('CELL_MONITOR_PORT');
  });
});

/** A request whose headers the server has read; its body is still to come. */
async function startRequest(url: string, headers: Record<string, string>, length: number): Promise<ClientRequest> {
  const all = { ...headers, 'content-type': 'application/json', 'content-length': length, expect: '100-continue' };
  const ask = request(url, { method: 'POST', headers: all });
  await new Promise((resolve, reject) => {
    ask.once('continue', resolve).once('error', reject);
    ask.flushHeaders();
  });
  return ask;
}

async function answerOf(ask: ClientRequest): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    ask.once('error', reject).once('response', reply => {
      let text = '';
      reply.on('data', chunk => (text += String(chunk))).on('end', () => resolve({ status: reply.statusCode, text }));
    });
  });
}

describe('stopping', () => {
  it('answers what it has accepted, ends the feeds, and exits with 0', async () => {
    const server = await start();
    const url = await server.listening();
    const token = tokenOf(server);
    const [only] = await instruct<ClassSummary[]>(url, token, '/classes');
    const students = await enrol(url, only?.joinCode ?? '');
    const feed = await fetch(`${url}/api/v1/classes/default/feed`, { headers: { authorization: `Bearer ${token}` } });
    const body = batch(1, 200);
    const ask = await startRequest(`${url}/api/v1/batches`, { authorization: `Bearer ${students}` }, body.length);
    const answer = answerOf(ask);
    await new Promise(resolve => ask.write(body.slice(0, 1000), resolve));
    await server.tellToStop('SIGTERM');
    ask.end(body.slice(1000));

    expect(await answer).toMatchObject({ status: 202, text: expect.stringContaining('"hwm":200') as string });
    await feed.text();
    expect(await server.exit).toEqual({ code: 0, signal: null });
    const again = await start();
    expect(await instruct<ClassState>(await again.listening(), token, '/classes/default/state')).toMatchObject({ totals: { events: 200 } });
  });

  it('exits at once at the second signal', async () => {
    const server = await start();
    const url = await server.listening();
    // A request that does not end holds the first signal for seconds.
    const ask = await startRequest(`${url}/api/v1/enrolments`, {}, 100);
    ask.on('error', () => undefined);
    await server.tellToStop('SIGINT');
    expect(server.child.exitCode).toBeNull();
    server.child.kill('SIGINT');

    expect(await server.exit).toEqual({ code: 1, signal: null });
  });
});

// Fault 38, where what the server prints and logs goes to files on the disk that is full.
describe.runIf(process.platform === 'linux')('a server that cannot write what it has to say', () => {
  it('starts, takes events, and stops when it is told to', async () => {
    const full = openSync('/dev/full', 'w');
    const port = await findFreePort();
    const args = ['--port', String(port), '--data-dir', folder.path, '--log-level', 'debug'];
    const environment = { CELL_MONITOR_INSTRUCTOR_TOKEN: INSTRUCTOR_TOKEN };
    const server = await ServerProcess.start(args, environment, { stdout: full, stderr: full });
    running.push(server);
    const room = new HttpClassroom(`http://127.0.0.1:${String(port)}`);
    await until(() => room.instruct('/health/live'));
    const token = await room.enrol();
    for (let seq = 1; seq <= 20; seq++) {
      expect((await room.report(token, SID, seq)).status).toBe(202);
    }
    server.child.kill('SIGTERM');

    expect(await server.exit).toEqual({ code: 0, signal: null });
    closeSync(full);
  });
});
