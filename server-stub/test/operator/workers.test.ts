import { get } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RedisServer, startRedis } from '../support/redis/redis-server';
import { INSTRUCTOR_TOKEN, SID } from '../support/classroom';
import { HttpClassroom } from '../support/http-classroom';
import { DataFolder, ServerProcess } from '../support/server-process';

const WORKERS = 2;

let folder: DataFolder;
let redis: RedisServer;
let server: ServerProcess;
let room: HttpClassroom;

beforeEach(async () => {
  folder = new DataFolder();
  redis = await startRedis(['--appendonly', 'yes', '--appendfsync', 'always']);
  server = await ServerProcess.start(
    ['--port', '0', '--data-dir', folder.path, '--redis-url', redis.url, '--workers', String(WORKERS), '--log-level', 'info'],
    { CELL_MONITOR_INSTRUCTOR_TOKEN: INSTRUCTOR_TOKEN },
  );
  room = new HttpClassroom(await server.listening());
  await until(async () => (await server.workers()).length === WORKERS && (await workersCounted()) === WORKERS);
});
afterEach(async () => {
  server.child.kill('SIGKILL');
  await server.exit;
  await redis.stop();
  folder.remove();
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${room.url}/metrics`)).text();
  const line = text.split('\n').find(candidate => candidate.startsWith(`${name} `));
  return Number(line?.split(' ')[1] ?? 0);
}

const workersCounted = (): Promise<number> => metric('cell_monitor_log_breaker_state{state="closed"}');

it('several workers are one server: greeted once, one class, one record, one sum of metrics', async () => {
  const token = await room.enrol();
  // Each request on a connection of its own, so that they meet different workers.
  await Promise.all(Array.from({ length: 40 }, (_, index) => room.reportUntilTaken(token, SID, index + 1)));

  expect(server.stdout.match(/listening on/gu)).toHaveLength(1);
  expect(server.stdout.match(/join code of/gu)).toHaveLength(1);
  expect((await room.state()).totals).toMatchObject({ students: 1, events: 40 });
  // Each worker puts the counts of all together once a second.
  await until(async () => (await metric('cell_monitor_batches_total{verdict="appended"}')) === 40);
});

it('a worker that is killed under load is replaced, and nothing is lost or doubled', async () => {
  const sources = Array.from({ length: 8 }, (_, index) => String(index).repeat(22));
  const tokens = await Promise.all(sources.map(sid => room.enrol(sid)));
  const reporting = sources.map(async (sid, index) => {
    const token = tokens[index] ?? '';
    for (let seq = 1; seq <= 40; seq++) {
      await room.reportUntilTaken(token, sid, seq);
    }
  });
  const [victim = 0] = await server.workers();
  process.kill(victim, 'SIGKILL');
  await Promise.all(reporting);
  await until(async () => (await server.workers()).filter(pid => pid !== victim).length === WORKERS);

  const identities = (await room.exported()).map(({ sid, seq }) => `${sid} ${String(seq)}`);
  expect(new Set(identities).size).toBe(8 * 40);
  expect(identities).toHaveLength(8 * 40);
  expect(server.stderr).toContain('a worker ended and is replaced');
  expect(server.stdout.match(/listening on/gu)).toHaveLength(1);
  // A new process has to start beside those that are at work.
}, 60_000);

it('a worker that is killed leaves no client waiting, not even one whose connection was on its way to it', async () => {
  const [victim = 0] = await server.workers();
  const over = new AbortController();
  let ended = 0;
  const clients = Array.from({ length: 64 }, async () => {
    while (!over.signal.aborted) {
      await askOnce();
      ended += 1;
    }
  });
  await Promise.all(Array.from({ length: 200 }, askOnce));
  process.kill(victim, 'SIGKILL');
  await Promise.all(Array.from({ length: 200 }, askOnce));
  over.abort();
  await Promise.all(clients);

  // Each got an answer or heard that there is none: none of them is still waiting.
  expect(ended).toBeGreaterThan(64);
}, 60_000);

/** On a connection of its own. */
function askOnce(): Promise<void> {
  return new Promise(resolve => {
    get(`${room.url}/api/v1/health/live`, { agent: false }, reply => reply.resume().once('close', resolve)).once('error', () => resolve());
  });
}

it('ends all its workers in good order when it is told to stop', async () => {
  const workers = await server.workers();
  await server.tellToStop('SIGTERM');

  expect(await server.exit).toEqual({ code: 0, signal: null });
  expect(workers.filter(isAlive)).toEqual([]);
});

it('leaves no worker behind when it is killed itself', async () => {
  const workers = await server.workers();
  server.child.kill('SIGKILL');
  await until(async () => !workers.some(isAlive));

  expect(workers).toHaveLength(WORKERS);
});

it('stops with one sentence when its settings cannot be used', async () => {
  const port = new URL(room.url).port;
  const second = await ServerProcess.start(
    ['--port', port, '--data-dir', folder.path, '--redis-url', redis.url, '--workers', String(WORKERS)],
    { CELL_MONITOR_INSTRUCTOR_TOKEN: INSTRUCTOR_TOKEN },
  );

  expect(await second.exit).toEqual({ code: 1, signal: null });
  expect(second.stderr).toContain('the port is taken');
});
