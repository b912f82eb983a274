import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMAND, DataFolder, ServerProcess } from '../support/server-process';

let folder: DataFolder;
beforeEach(() => {
  folder = new DataFolder();
});
afterEach(async () => {
  await ServerProcess.killAll();
  folder.remove();
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function endOf(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', chunk => (stdout += String(chunk)));
  child.stderr?.setEncoding('utf8').on('data', chunk => (stderr += String(chunk)));
  // Not the child's own "close": it does not come once the channel was closed from here.
  const closed = [child.stdout, child.stderr].map(async output => output && once(output, 'close'));
  const [code] = (await once(child, 'exit')) as [number | null];
  await Promise.all(closed);
  return { code, stdout, stderr };
}

describe('a Node that is too old', () => {
  /** The part that looks, with nothing else beside it: whatever it imported would be missed. */
  async function runFirstPartAlone(claimedVersion: string): Promise<Ended> {
    await ServerProcess.build();
    const alone = join(folder.path, 'cli.mjs');
    copyFileSync(COMMAND, alone);
    const claim = `Object.defineProperty(process.versions, 'node', { value: '${claimedVersion}' });`;
    return endOf(spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(claim)}`, alone]));
  }

  it('is told so in one sentence, before anything is imported', async () => {
    expect(await runFirstPartAlone('20.20.2')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'cell-monitor-server: Node 22.13 or newer is needed (this is 20.20.2). Get one from https://nodejs.org.\n',
    });
    expect((await runFirstPartAlone('22.13.0')).stderr).toContain('program.mjs');
  });
});

describe('a reader that leaves', () => {
  it('ends a command without a word', async () => {
    await ServerProcess.build();
    const child = spawn(process.execPath, [COMMAND, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    // Before the command can have written anything: its first line meets a closed pipe.
    child.stdout.destroy();

    expect(await endOf(child)).toMatchObject({ code: 0, stderr: '' });
  });

  it('does not hide that a disk is full', async () => {
    await ServerProcess.build();
    const child = spawn('sh', ['-c', '"$0" "$1" --help > /dev/full', process.execPath, COMMAND], { stdio: ['ignore', 'pipe', 'pipe'] });

    expect(await endOf(child)).toMatchObject({ code: 1, stderr: expect.stringMatching(/^cell-monitor-server: .*ENOSPC.*\n$/u) as string });
  });
});

describe('a person at a terminal', () => {
  /** A server on a terminal of its own, which runs `onListening` in the middle and then Ctrl-C. */
  async function runOnTerminal(...args: string[]): Promise<string> {
    await ServerProcess.build();
    // Without `exec` some shells stay between, and tell of Ctrl-C what they think of it.
    const command = ['exec', process.execPath, COMMAND, '--port', '0', '--data-dir', folder.path, ...args].join(' ');
    const terminal = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const end = endOf(terminal);
    let said = '';
    terminal.stdout.on('data', chunk => {
      said += String(chunk);
      if (said.includes('data folder: ') && !said.includes('^C')) {
        terminal.stdin.write('\u0003');
      }
    });
    const { code, stdout } = await end;
    expect(code).toBe(0);
    return stdout;
  }

  it('reads words alone, and at the end where everything is', async () => {
    const said = await runOnTerminal();

    expect(said).toContain(`Stopped. Everything is kept in ${folder.path}.`);
    expect(said).not.toContain('"level"');
    expect(said).toContain(`data folder: ${folder.path} (new: the class is empty)`);
    expect(await runOnTerminal()).toContain(`data folder: ${folder.path} (0 students, 0 events)`);
  });

  it('sees the log who asks for it', async () => {
    expect(await runOnTerminal('--log-level', 'info')).toContain('"msg":"stopping"');
  });
});

describe('a program that holds a channel to the server', () => {
  const startWithChannel = (...args: string[]): ChildProcess =>
    spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });

  it('takes it along, in good order, when it ends', async () => {
    await ServerProcess.build();
    const server = startWithChannel('--port', '0', '--data-dir', folder.path);
    const end = endOf(server);
    await once(server.stdout as NonNullable<typeof server.stdout>, 'data');
    server.disconnect();

    expect(await end).toMatchObject({ code: 0, stderr: expect.stringContaining('"msg":"stopping"') as string });
  });

  it('does not keep it from stopping by itself', async () => {
    await ServerProcess.build();
    const server = startWithChannel('--version');

    expect(await endOf(server)).toMatchObject({ code: 0, stderr: '' });
  });
});
