import { once } from 'node:events';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SystemState } from '../../../src/protocol';
import { type RedisServer, startRedis } from '../support/redis/redis-server';
import { INSTRUCTOR_TOKEN } from '../support/classroom';
import { DataFolder, ServerProcess } from '../support/server-process';

let folder: DataFolder;
let redis: RedisServer;
let receiver: Server;
let server: ServerProcess;
const received: string[] = [];

beforeEach(async () => {
  folder = new DataFolder();
  redis = await startRedis();
  receiver = createServer((request, reply) => {
    request.on('data', chunk => received.push(String(chunk)));
    request.on('end', () => reply.end());
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  server = await ServerProcess.start(['--port', '0', '--data-dir', folder.path, '--redis-url', redis.url, '--workers', '2'], {
    CELL_MONITOR_INSTRUCTOR_TOKEN: INSTRUCTOR_TOKEN,
    CELL_MONITOR_ALERT_LEVELS: 'process_memory=1/2',
    CELL_MONITOR_ALERT_WEBHOOK: `http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/the-secret`,
    CELL_MONITOR_ALERT_WEBHOOK_KIND: 'slack',
  });
});
afterEach(async () => {
  server.child.kill('SIGKILL');
  await server.exit;
  await redis.stop();
  receiver.close();
  folder.remove();
});

/** Over a connection of its own: each goes to the next worker. */
async function askSystem(url: string): Promise<SystemState> {
  const ask = get(`${url}/api/v1/system`, { agent: false, headers: { authorization: `Bearer ${INSTRUCTOR_TOKEN}` } });
  const [reply] = (await once(ask, 'response')) as [AsyncIterable<Buffer>];
  let text = '';
  for await (const chunk of reply) {
    text += String(chunk);
  }
  return JSON.parse(text) as SystemState;
}

it('a server of several workers tells its webhook and its log once, and every worker knows', async () => {
  const url = await server.listening();
  const severities = async (): Promise<unknown[]> => {
    const states = await Promise.all(Array.from({ length: 4 }, () => askSystem(url)));
    return states.map(({ process, alerts }) => [process.processes, alerts.find(({ name }) => name === 'process_memory')?.severity]);
  };
  await vi.waitFor(async () => expect(await severities()).toEqual(Array.from({ length: 4 }, () => [2, 'critical'])), {
    timeout: 30_000,
    interval: 500,
  });
  await vi.waitFor(() => expect(received).toHaveLength(1));
  server.child.kill('SIGTERM');
  await server.exit;

  expect(received).toEqual([
    expect.stringMatching(/^\{"text":":red_circle: \*Cell monitor on [^"]+: critical\*\\nthe server's process uses/u),
  ]);
  expect(server.stderr.match(/"msg":"alert: /gu)).toHaveLength(1);
  expect(server.stderr).not.toContain('the-secret');
}, 60_000);
