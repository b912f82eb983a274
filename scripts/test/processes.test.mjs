import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startChild } from '../processes/child.mjs';
import { findFreePort, isPortFree } from '../processes/port.mjs';
import { runQuietly } from '../processes/quiet-command.mjs';

const NODE = process.execPath;

/** @param {import('../processes/child.mjs').Child} child */
async function readLine(child) {
  const lines = createInterface({ input: /** @type {import('node:stream').Readable} */ (child.process.stdout) });
  const [line] = await once(lines, 'line');
  return /** @type {string} */ (line);
}

/** @param {string} script */
function startScript(script) {
  return startChild(NODE, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
}

describe('a program that was started', () => {
  it('is asked to stop, and gives its own exit code', async () => {
    const child = startScript("process.on('SIGTERM', () => process.exit(7)); console.log('ready'); setInterval(() => {}, 1000);");
    await readLine(child);
    await child.stop();
    expect(await child.ended).toMatchObject({ code: 7 });
  });

  it('is asked once, however often it is stopped', async () => {
    const script =
      "let asked = 0; process.on('SIGTERM', () => { asked += 1; setTimeout(() => process.exit(asked), 50); }); console.log('ready'); setInterval(() => {}, 1000);";
    const child = startScript(script);
    await readLine(child);
    await Promise.all([child.stop(), child.stop()]);
    expect(await child.ended).toMatchObject({ code: 1 });
  });

  it('is ended when it does not stop in time', async () => {
    const child = startScript("process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000);");
    await readLine(child);
    await child.stop(50);
    expect(await child.ended).toMatchObject({ signal: 'SIGKILL' });
  });

  it('takes with it what it started itself', async () => {
    const grandchild = "process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000);";
    const child = startScript(
      `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' });`,
    );
    // The pipe closes when the last process that holds it is gone.
    const everybodyGone = once(/** @type {import('node:stream').Readable} */ (child.process.stdout), 'close');
    await readLine(child);
    await child.stop();
    await expect(everybodyGone).resolves.toBeDefined();
  });

  it('is reported, and does not throw, when there is no such program', async () => {
    const child = startChild('no-such-program', []);
    expect(await child.ended).toMatchObject({ code: null, error: expect.any(Error) });
    expect(child.isRunning()).toBe(false);
  });
});

describe('a quiet command', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'quiet-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  /** @param {string} script */
  const command = script => ({ command: NODE, args: ['-e', script], logFile: join(directory, 'logs', 'x.log'), purpose: 'try this' });

  it('says nothing when it works', async () => {
    await expect(runQuietly(command("console.log('fine')"))).resolves.toBeUndefined();
  });

  it('shows the end of its output and where the rest is when it fails', async () => {
    const failure = runQuietly(command("console.log('first\\n'.repeat(50)); console.error('the last words'); process.exit(3);"));
    await expect(failure).rejects.toMatchObject({
      message: `It was not possible to try this. The whole output is in ${join(directory, 'logs', 'x.log')}.`,
      evidence: expect.stringMatching(/^(?:.*\n){14}the last words$/u),
    });
  });

  it('gives a clearer sentence where one is known', async () => {
    const explain = (/** @type {string} */ output) => (output.includes('ENOTFOUND') ? 'There is no network.' : undefined);
    const failure = runQuietly({ ...command("console.log('ENOTFOUND'); process.exit(1);"), explain });
    await expect(failure).rejects.toThrow('There is no network.');
  });
});

describe('a port', () => {
  it('is taken while a server listens, and free afterwards', async () => {
    const port = await findFreePort();
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await isPortFree(port)).toBe(false);
    server.close();
    await once(server, 'close');
    expect(await isPortFree(port)).toBe(true);
  });
});
