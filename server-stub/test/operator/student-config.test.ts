import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClassSummary } from '../../../src/protocol';
import { INSTRUCTOR_TOKEN } from '../support/classroom';
import { DataFolder, ServerProcess } from '../support/server-process';

let folder: DataFolder;
let out: string;
beforeEach(() => {
  folder = new DataFolder();
  out = join(folder.path, 'out');
});
afterEach(async () => {
  await ServerProcess.killAll();
  folder.remove();
});

async function studentConfig(...flags: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const address = ['--public-url', 'https://class.example.org'];
  const command = await ServerProcess.start(['student-config', '--data-dir', folder.path, '--out', out, ...address, ...flags]);
  const { code } = await command.exit;
  return { code, stdout: command.stdout, stderr: command.stderr };
}

const headers = { authorization: `Bearer ${INSTRUCTOR_TOKEN}`, 'content-type': 'application/json' };

describe('student-config', () => {
  it('writes a running server’s join code, asks which of several classes, and overwrites nothing', async () => {
    const settings = { CELL_MONITOR_INSTRUCTOR_TOKEN: INSTRUCTOR_TOKEN };
    const server = await ServerProcess.start(['--port', '0', '--data-dir', folder.path], settings);
    const url = await server.listening();
    const [first] = (await (await fetch(`${url}/api/v1/classes`, { headers })).json()) as ClassSummary[];

    expect(await studentConfig()).toMatchObject({ code: 0, stdout: expect.stringContaining(first?.joinCode ?? '?') as string });
    expect(JSON.parse(readFileSync(join(out, 'overrides.json'), 'utf8'))).toEqual({
      'jupyterlab-cell-monitor:plugin': { serverUrl: 'https://class.example.org', joinCode: first?.joinCode },
    });

    expect(await studentConfig('--out', join(out, 'README.txt'))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('README.txt cannot be written (EEXIST). Choose another folder with --out.') as string,
    });
    writeFileSync(join(out, 'README.txt'), 'my notes');
    expect(await studentConfig()).toMatchObject({ code: 1, stderr: expect.stringContaining('README.txt') as string });
    expect(readFileSync(join(out, 'README.txt'), 'utf8')).toBe('my notes');

    const reply = await fetch(`${url}/api/v1/classes`, { method: 'POST', headers, body: JSON.stringify({ name: 'Other' }) });
    const { id, joinCode } = (await reply.json()) as ClassSummary;
    expect((await studentConfig('--force')).stderr).toContain(`--class ${id}   Other`);
    expect(await studentConfig('--force', '--class', id)).toMatchObject({ code: 0 });
    expect(readFileSync(join(out, 'hub', 'overrides.json'), 'utf8')).toContain(`"${joinCode}"`);
    await server.tellToStop('SIGTERM');
    await server.exit;
  });

  it('makes nothing when no server has run yet, and says what to do', async () => {
    mkdirSync(join(folder.path, 'data'));
    const { code, stderr } = await studentConfig('--data-dir', join(folder.path, 'data'));

    expect(code).toBe(1);
    expect(stderr).toContain(`There is no log at ${join(folder.path, 'data', 'log.sqlite')}: start the server once`);
    expect(readdirSync(join(folder.path, 'data'))).toEqual([]);
    expect(existsSync(out)).toBe(false);
  });
});
