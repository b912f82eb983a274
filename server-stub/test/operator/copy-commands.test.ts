import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataFolder, ServerProcess } from '../support/server-process';

let folder: DataFolder;
beforeEach(() => {
  folder = new DataFolder();
});
afterEach(async () => {
  await ServerProcess.killAll();
  folder.remove();
});

async function run(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const command = await ServerProcess.start([...args, '--data-dir', folder.path]);
  const { code } = await command.exit;
  return { code, stdout: command.stdout, stderr: command.stderr };
}

describe('the commands that copy a log', () => {
  it('back it up and archive it beside a running server', async () => {
    const server = await ServerProcess.start(['--port', '0', '--data-dir', folder.path]);
    await server.listening();
    const target = join(folder.path, 'copy.sqlite');

    expect(await run('backup', target)).toMatchObject({ code: 0, stdout: expect.stringContaining('found nothing wrong') as string });
    expect(statSync(target).mode & 0o077).toBe(0);
    expect(await run('archive', '--class', 'default')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('class "default"') as string,
    });
    await server.tellToStop('SIGTERM');
    await server.exit;
  });

  it('archive says what it leaves for the next time', async () => {
    const server = await ServerProcess.start(['--port', '0', '--data-dir', folder.path]);
    await server.listening();

    expect((await run('archive')).stdout).toContain(
      "left for the next time: the last 15 minutes, which students' machines may still send again\n",
    );
    expect((await run('archive', '--older-than-days', '0')).stdout).toContain('left for the next time: the last 15 minutes');
    expect((await run('archive', '--older-than-days', '7')).stdout).toContain('left for the next time: what came in the last 7 days\n');
  });

  it('say in one sentence what is missing or wrong', async () => {
    expect(await run('backup', join(folder.path, 'copy'))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/There is no log at/u) as string,
    });
    expect(await run('archive', '--older-than-days', 'x')).toMatchObject({
      code: 1,
      stderr: 'cell-monitor-server: --older-than-days must be a whole number from 0 to 36500, and is "x"\n',
    });
    expect(existsSync(join(folder.path, 'log.sqlite'))).toBe(false);
  });
});
