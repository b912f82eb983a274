import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InstructorSession } from '../../../src/protocol';
import { until } from '../support/redis/redis-stores';
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
  const command = await ServerProcess.start(['instructors', ...args, '--data-dir', folder.path]);
  const { code } = await command.exit;
  return { code, stdout: command.stdout, stderr: command.stderr };
}

describe('the command for instructors', () => {
  it('makes a token that a running server knows, lists it, and withdraws it', async () => {
    const server = await ServerProcess.start(['--port', '0', '--data-dir', folder.path]);
    const url = await server.listening();
    const added = await run('--add', 'Projector', '--role', 'viewer');
    expect(added.stdout).toMatch(/^http:\/\/127\.0\.0\.1:8600\/#token=\S+\nOn another computer: /mu);
    const token = /#token=(\S+)/u.exec(added.stdout)?.[1] ?? '';
    const ask = (): Promise<Response> => fetch(`${url}/api/v1/session`, { headers: { authorization: `Bearer ${token}` } });
    await until(async () => (await ask()).status === 200);
    const { id, role } = (await (await ask()).json()) as InstructorSession;

    expect(role).toBe('viewer');
    expect((await run()).stdout).toBe(`${id}  viewer     Projector\n`);
    expect(await run('--withdraw', id)).toMatchObject({ code: 0, stdout: expect.stringContaining('Projector is out') as string });
    await until(async () => (await ask()).status === 401);
    expect((await run()).stdout).toContain('nobody has a token but the owner');
    expect(await run('--withdraw', id)).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no instructor') as string });
  });

  it.each([
    [['--add', ''], '--add must not be empty'],
    [['--add', 'Grace', '--role', 'king'], '--role must be one of owner, assistant, viewer'],
    [['--add', 'Grace', '--withdraw', 'x'], 'not both at once'],
    [['--add', 'Grace'], 'There is no log at'],
  ])('says what is wrong with %j', async (args, sentence) => {
    expect(await run(...args)).toMatchObject({ code: 1, stderr: expect.stringContaining(sentence) as string });
  });
});
