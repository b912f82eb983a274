import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataFolder, ServerProcess } from '../support/server-process';

let folder: DataFolder;
let file: string;

beforeEach(() => {
  folder = new DataFolder();
  file = join(folder.path, 'class.env');
});
afterEach(async () => {
  await ServerProcess.killAll();
  folder.remove();
});

async function init(...flags: string[]): Promise<ServerProcess & { code: number | null }> {
  const command = await ServerProcess.start(['init', '--settings', file, '--data-dir', join(folder.path, 'data'), ...flags]);
  const { code } = await command.exit;
  return Object.assign(command, { code });
}

const tokenIn = (text: string): string => /^CELL_MONITOR_INSTRUCTOR_TOKEN=(\S+)$/mu.exec(text)?.[1] ?? '';

describe('init', () => {
  it('writes a file for its owner alone that the server starts with, and says what to do next', async () => {
    const { code, stdout } = await init('--host', '127.0.0.1', '--port', '0');
    const token = tokenIn(readFileSync(file, 'utf8'));

    expect(code).toBe(0);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(token.length).toBeGreaterThanOrEqual(32);
    expect(stdout).toContain(`cell-monitor-server serve --settings ${file}`);
    expect(stdout).toContain(`#token=${token}`);

    const server = await ServerProcess.start(['serve', '--settings', file]);
    const url = await server.listening();
    const classes = await fetch(`${url}/api/v1/classes`, { headers: { authorization: `Bearer ${token}` } });
    expect(classes.status).toBe(200);
    expect(existsSync(join(folder.path, 'data', 'log.sqlite'))).toBe(true);
    await server.tellToStop('SIGTERM');
    await server.exit;
  });

  it('leaves a file alone that is there; told to write it anew, it keeps the token and the old file', async () => {
    await init();
    const first = readFileSync(file, 'utf8');
    const refused = await init('--port', '9000');

    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('is there already, and was left as it is');
    expect(readFileSync(file, 'utf8')).toBe(first);

    const again = await init('--port', '9000', '--force');
    expect(again.code).toBe(0);
    expect(again.stdout).not.toContain(tokenIn(first));
    const second = readFileSync(file, 'utf8');
    expect(second).toContain('\nCELL_MONITOR_PORT=9000\n');
    expect(tokenIn(second)).toBe(tokenIn(first));
    expect(readFileSync(`${file}.old`, 'utf8')).toBe(first);
  });

  it('says in one sentence that it cannot write there', async () => {
    writeFileSync(join(folder.path, 'file'), '');
    file = join(folder.path, 'file', 'class.env');
    const { code, stderr } = await init();

    expect(code).toBe(1);
    expect(stderr).toBe(
      `cell-monitor-server: ${file} cannot be written (ENOTDIR). Go to another folder, or name a file with --settings.\n`,
    );
  });

  it('refuses settings and certificates that a server would not start with, and writes nothing', async () => {
    writeFileSync(join(folder.path, 'junk.pem'), 'junk');
    const junk = join(folder.path, 'junk.pem');

    expect(await init('--port', 'x')).toMatchObject({ code: 1, stderr: expect.stringContaining('--port must') as string });
    expect(await init('--tls-cert', junk, '--tls-key', junk)).toMatchObject({
      stderr: expect.stringContaining('no certificate') as string,
    });
    expect(existsSync(file)).toBe(false);
  });
});
