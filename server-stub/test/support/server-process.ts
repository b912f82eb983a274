import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Inside the workspace, so that the bundle finds its libraries, and apart from a build that may be running. */
export const COMMAND = join(ROOT, '.test', 'cli.mjs');
let built: Promise<unknown> | undefined;

/** Bundles the command as it is shipped, once for each test file. */
function build(): Promise<unknown> {
  built ??= promisify(execFile)(process.execPath, [join(ROOT, 'build.mjs'), COMMAND]);
  return built;
}

/** The shipped command as a real process. */
export class ServerProcess {
  stdout = '';
  stderr = '';
  readonly exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  private constructor(readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', chunk => (this.stdout += String(chunk)));
    child.stderr?.setEncoding('utf8').on('data', chunk => (this.stderr += String(chunk)));
    this.exit = new Promise(resolve => child.once('close', (code, signal) => resolve({ code, signal })));
  }

  /** Makes `COMMAND`, for a test that starts it in its own way. */
  static async build(): Promise<void> {
    await build();
  }

  /** Those that this test file started, so that none outlives a test that failed. */
  static readonly #started = new Set<ServerProcess>();

  /** @param outputs where what it writes goes, if not to `stdout` and `stderr` here: open files */
  static async start(
    args: readonly string[],
    environment: Record<string, string> = {},
    outputs: { readonly stdout?: number; readonly stderr?: number } = {},
  ): Promise<ServerProcess> {
    await build();
    const env = { ...process.env, ...environment };
    const started = new ServerProcess(
      spawn(process.execPath, [COMMAND, ...args], { env, stdio: ['ignore', outputs.stdout ?? 'pipe', outputs.stderr ?? 'pipe'] }),
    );
    ServerProcess.#started.add(started);
    void started.exit.then(() => ServerProcess.#started.delete(started));
    return started;
  }

  /** Kills all that still run. */
  static async killAll(): Promise<void> {
    for (const { child, exit } of ServerProcess.#started) {
      child.kill('SIGKILL');
      await exit;
    }
  }

  /** The address of its first line, once it has printed `lines` lines. */
  async listening(lines = 3): Promise<string> {
    await this.#until(() => this.stdout.split('\n').length > lines);
    return /^listening on (\S+)\n/u.exec(this.stdout)?.[1] ?? '';
  }

  /** The process ids of its workers; none when it works alone. */
  async workers(): Promise<number[]> {
    const { stdout } = await promisify(execFile)('pgrep', ['-P', String(this.child.pid)]).catch(() => ({ stdout: '' }));
    return stdout.trim().split('\n').filter(Boolean).map(Number);
  }

  /** Sends a signal, and resolves when the server has begun to stop. */
  async tellToStop(signal: NodeJS.Signals): Promise<void> {
    this.child.kill(signal);
    await this.#until(() => this.stderr.includes('"msg":"stopping"'));
  }

  /** Resolves when it has written `words` to standard error. */
  async untilSaid(words: string): Promise<void> {
    await this.#until(() => this.stderr.includes(words));
  }

  async #until(isSo: () => boolean): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (isSo()) {
          resolve();
        }
      };
      this.child.stdout?.on('data', look);
      this.child.stderr?.on('data', look);
      void this.exit.then(() => reject(new Error(`the server ended: ${this.stderr}`)));
      look();
    });
  }
}

export class DataFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'cell-monitor-'));

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
