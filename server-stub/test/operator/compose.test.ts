import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SETTINGS } from '../../src/config/settings';
import { findFreePort, startRedis } from '../support/redis/redis-server';
import { DataFolder, ServerProcess } from '../support/server-process';

interface Service {
  readonly environment?: Record<string, string>;
  readonly healthcheck: { readonly test: readonly string[] };
  readonly command?: readonly string[];
  readonly volumes: readonly string[];
  readonly ports?: readonly string[];
  readonly read_only: boolean;
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
  readonly mem_limit: string;
}

interface Compose {
  readonly services: { readonly server: Service; readonly redis: Service };
  readonly volumes: Record<string, unknown>;
}

const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');
const { services, volumes } = parse(read('compose.yaml')) as Compose;

/** Runs a health check's command as Docker would, at another port. @returns its exit code */
async function check({ healthcheck: { test } }: Service, port: { readonly is: number; readonly instead: number }): Promise<number> {
  const [kind, ...command] = test.map(word => word.replaceAll(String(port.is), String(port.instead)));
  const [program = '', ...args] = kind === 'CMD-SHELL' ? ['sh', '-c', ...command] : command;
  return promisify(execFile)(program === 'node' ? process.execPath : program, args).then(
    () => 0,
    (error: { code: number }) => error.code,
  );
}

describe('compose.yaml', () => {
  let folder: DataFolder;
  beforeEach(() => {
    folder = new DataFolder();
  });
  afterEach(async () => {
    await ServerProcess.killAll();
    folder.remove();
  });

  it('gives the server settings that exist', () => {
    const variables = Object.values(SETTINGS).map(({ variable }) => variable);

    for (const name of Object.keys(services.server.environment ?? {})) {
      expect(variables).toContain(name);
    }
  });

  it('runs both without rights, on a read-only root, with limits, and keeps their data', () => {
    for (const service of Object.values(services)) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
      expect(service.mem_limit).toMatch(/^\d+g$/u);
      expect(service.volumes.some(volume => (volume.split(':')[0] ?? '') in volumes)).toBe(true);
    }
    expect(services.redis.ports).toBeUndefined();
    expect(services.redis).toMatchObject({
      user: 'redis',
      volumes: expect.arrayContaining(['./redis.conf:/etc/redis/redis.conf:ro']) as string[],
    });
    expect(read('Dockerfile')).toMatch(/^USER node$/mu);
  });

  it('tells a healthy server from one that is not there', async () => {
    const server = await ServerProcess.start(['--port', '0', '--data-dir', folder.path]);
    const port = Number(new URL(await server.listening()).port);

    expect(await check(services.server, { is: 8600, instead: port })).toBe(0);
    await server.tellToStop('SIGTERM');
    await server.exit;
    expect(await check(services.server, { is: 8600, instead: port })).toBe(1);
  });

  it('tells a healthy Redis from one that is not there', async () => {
    const redis = await startRedis();

    expect(await check(services.redis, { is: 6379, instead: redis.port })).toBe(0);
    await redis.stop();
    expect(await check(services.redis, { is: 6379, instead: await findFreePort() })).toBe(1);
  });
});
