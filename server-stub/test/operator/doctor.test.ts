import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../src/databases/sqlite/sqlite-schema';
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

  it('does not take it for its own either where this folder has a log, too', async () => {
    await (await ServerProcess.start(['--port', '0', '--data-dir', folder.path])).listening();
    await ServerProcess.killAll();
    const other = new DataFolder();
    const server = await ServerProcess.start(['--port', '0', '--data-dir', other.path]);
    const { port } = new URL(await server.listening());

    expect((await doctor('--port', port)).text).toMatch(/^problem {2}port: .*data is in another folder/mu);
    await ServerProcess.killAll();
    other.remove();
  });

  it('says that its own server is at another port than the flags say', async () => {
    await (await ServerProcess.start(['--port', '0', '--data-dir', folder.path])).listening();

    expect((await doctor('--port', '0')).text).toMatch(
      /^warning {2}port: a server is working in the data folder at another port\n {9}→ Repeat the flags/mu,
    );
  });

  it('finds a log that a newer version made, which this one does not touch', async () => {
    const server = await ServerProcess.start(['--port', '0', '--data-dir', folder.path]);
    await server.listening();
    await ServerProcess.killAll();
    const database = new DatabaseSync(join(folder.path, 'log.sqlite'));
    database.exec(`PRAGMA user_version = ${String(SCHEMA_VERSION + 1)}`);
    database.close();
    const { code, text } = await doctor('--port', '0');

    expect(text).toMatch(/^problem {2}log: .*made by a newer version.*\n {9}→ Update the server/mu);
    expect(code).toBe(1);
  });

  it('finds a file in the place of the data folder', async () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, '');

    expect((await doctor('--data-dir', file)).text).toMatch(/^problem {2}data folder: .*file is not a folder\n {9}→ /mu);
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
