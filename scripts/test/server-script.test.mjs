import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isPortFree } from '../processes/port.mjs';
import { ROOT } from '../project/paths.mjs';

/** Builds it first where that is needed. */
const START_LIMIT_MS = 60_000;

let directory = '';
/** @type {import('node:child_process').ChildProcess | undefined} */
let npm;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'server-script-'));
});
afterEach(() => {
  if (npm?.pid !== undefined && npm.exitCode === null && npm.signalCode === null) {
    process.kill(-npm.pid, 'SIGKILL');
  }
  rmSync(directory, { recursive: true, force: true });
});

/** `npm run server` as a person or a service starts it. @returns {Promise<{ npm: import('node:child_process').ChildProcess, port: number, outputClosed: Promise<unknown> }>} */
async function startServer() {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') && !name.startsWith('VITEST')),
  );
  const args = ['run', '--silent', 'server', '--', '--port', '0', '--data-dir', directory, '--log-level', 'silent'];
  npm = spawn('npm', args, { cwd: ROOT, env: environment, detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  const output = /** @type {import('node:stream').Readable} */ (npm.stdout);
  // The pipe closes when the last process that holds it is gone: npm, its shell, this project's program, the server.
  const outputClosed = once(output, 'close');
  const [line] = await once(createInterface({ input: output }), 'line');
  output.resume();
  return { npm, port: Number(/:(\d+)$/u.exec(line)?.[1]), outputClosed };
}

/** @param {number} pid @returns {number[]} */
const childrenOf = pid =>
  readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);

/** The program that npm runs, below its shell where there is one. @param {number} pid @returns {number} */
function programBelow(pid) {
  const [child] = childrenOf(pid);
  if (child === undefined) {
    throw new Error(`process ${String(pid)} has started nothing`);
  }
  return readFileSync(`/proc/${String(child)}/cmdline`, 'utf8')
    .split('\0')[1]
    ?.endsWith('server.mjs') === true
    ? child
    : programBelow(child);
}

describe.runIf(process.platform === 'linux')('npm run server', () => {
  it(
    'hands a signal on: the server ends in good order, and npm with its code',
    async () => {
      const { npm: started, port, outputClosed } = await startServer();
      expect(await isPortFree(port)).toBe(false);
      const ended = once(started, 'exit');
      process.kill(/** @type {number} */ (started.pid), 'SIGTERM');
      await outputClosed;
      await ended;

      expect(await isPortFree(port)).toBe(true);
    },
    START_LIMIT_MS,
  );

  it(
    'leaves no server behind when npm is killed',
    async () => {
      const { npm: started, port, outputClosed } = await startServer();
      started.kill('SIGKILL');
      await outputClosed;

      expect(await isPortFree(port)).toBe(true);
    },
    START_LIMIT_MS,
  );

  it(
    'leaves no server behind when its own program is killed',
    async () => {
      const { npm: started, port, outputClosed } = await startServer();
      process.kill(programBelow(/** @type {number} */ (started.pid)), 'SIGKILL');
      await outputClosed;

      expect(await isPortFree(port)).toBe(true);
    },
    START_LIMIT_MS,
  );
});
