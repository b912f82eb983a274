import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRedis } from '../support/redis/redis-server';
import { DataFolder, ServerProcess } from '../support/server-process';

let folder: DataFolder;
beforeEach(() => {
  folder = new DataFolder();
});
afterEach(async () => {
  await ServerProcess.killAll();
  folder.remove();
});

async function doctor(...flags: string[]): Promise<{ code: number | null; text: string }> {
  const command = await ServerProcess.start(['doctor', '--data-dir', folder.path, ...flags]);
  const { code } = await command.exit;
  expect(command.stderr).toBe('');
  return { code, text: command.stdout };
}

describe('doctor', () => {
  it('finds a running server well, and its database sound', async () => {
    const server = await ServerProcess.start(['--port', '0', '--data-dir', folder.path]);
    const { port } = new URL(await server.listening());
    const { code, text } = await doctor('--port', port);

    expect(text).toMatch(/^ok {7}port: .*the server is running and takes events$/mu);
    expect(text).toMatch(/^ok {7}log: .*log\.sqlite, .*, checked$/mu);
    expect(text).toMatch(/^ok {7}disk: /mu);
    expect(code).toBe(0);
    await server.tellToStop('SIGTERM');
    await server.exit;
  });

  it('does not take the server of another folder for its own', async () => {
    const other = new DataFolder();
    const server = await ServerProcess.start(['--port', '0', '--data-dir', other.path]);
    const { port } = new URL(await server.listening());
    const { code, text } = await doctor('--port', port);
    await server.tellToStop('SIGTERM');
    await server.exit;
    other.remove();

    expect(text).toMatch(/^problem {2}port: .*data is in another folder.*\n {9}→ Run doctor in the folder/mu);
    expect(code).toBe(1);
  });

  it('finds what is broken, says what to do, and exits with 1', async () => {
    const other = createServer((_request, reply) => reply.end('hello')).listen(0, '127.0.0.1');
    await new Promise(resolve => other.once('listening', resolve));
    writeFileSync(join(folder.path, 'signing-key.json'), 'junk');
    writeFileSync(join(folder.path, 'log.sqlite'), 'junk that is long enough to be read as the head of a database. '.repeat(20));
    const port = String((other.address() as AddressInfo).port);
    const { code, text } = await doctor('--port', port, '--hub-api-url', `http://127.0.0.1:${port}/hub/api`);
    other.close();

    expect(text).toMatch(/^problem {2}port: .*another program has it\n {9}→ Choose another/mu);
    expect(text).toMatch(/^problem {2}signing key: /mu);
    expect(text).toMatch(/^problem {2}log: .*damaged.*\n {9}→ Stop the server/mu);
    expect(text).toMatch(/^problem {2}JupyterHub http:.*: something else answers there/mu);
    expect(text).toMatch(/^4 problems/mu);
    expect(code).toBe(1);
  });

  it('looks at Redis and at the settings file, too', async () => {
    const redis = await startRedis(['--maxmemory-policy', 'allkeys-lru', '--maxmemory', '100mb']);
    const file = join(folder.path, 'class.env');
    writeFileSync(file, `CELL_MONITOR_REDIS_URL=${redis.url}\nCELL_MONITOR_PORT=0\n`);
    chmodSync(file, 0o644);
    const { code, text } = await doctor('--settings', file);
    await redis.stop();

    expect(text).toMatch(/^problem {2}Redis 127\.0\.0\.1:\d+: eviction: /mu);
    expect(text).toMatch(/^warning {2}settings: .*class\.env can be read by other users/mu);
    expect(text).not.toMatch(/log\.sqlite/u);
    expect(code).toBe(1);
  });
});
