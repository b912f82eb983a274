import { join } from 'node:path';
import { startChild } from '../processes/child.mjs';
import { readTail } from '../processes/log-tail.mjs';
import { waitUntilAnswering } from '../processes/readiness.mjs';
import { inProject } from '../project/paths.mjs';
import { Failure } from '../terminal/failure.mjs';
import { findProjectNode } from '../toolchain/node.mjs';
import { followLines } from './logged-lines.mjs';

const VITE = inProject('node_modules', 'vite', 'bin', 'vite.js');
const READY_TIMEOUT_MS = 60_000;
const WORTH_TELLING = /hmr update|page reload|error|✘/iu;
/** What a page asks while the server starts again. */
const AWAY = /http proxy error|ECONNREFUSED/u;

/**
 * Serves the dashboard from its sources, changed in the open page as they are saved; its API is the class server's.
 *
 * @param {{ port: number, serverUrl: string, logDirectory: string, say: (line: string) => void }} options
 * @returns {Promise<{ url: string, ended: Promise<unknown> }>}
 * @throws {Failure}
 */
export async function serveHotDashboard({ port, serverUrl, logDirectory, say }) {
  const logFile = join(logDirectory, 'dashboard.log');
  const args = [VITE, '--host', '127.0.0.1', '--port', String(port), '--strictPort', '--clearScreen', 'false'];
  const child = startChild(findProjectNode(), args, {
    cwd: inProject('server-stub'),
    env: { ...process.env, CELL_MONITOR_DEV_SERVER: serverUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  followLines(child.process, logFile, line => {
    if (WORTH_TELLING.test(line) && !AWAY.test(line)) {
      say(line.replace(/^.*\[vite\] /u, ''));
    }
  });
  const url = `http://127.0.0.1:${String(port)}`;
  if (!(await waitUntilAnswering(url, { isRunning: child.isRunning, timeoutMs: READY_TIMEOUT_MS }))) {
    await child.stop();
    throw new Failure(`The dashboard is not served. What was said is in ${logFile}.`, { evidence: await readTail(logFile) });
  }
  return { url, ended: child.ended };
}
