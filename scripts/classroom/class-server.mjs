import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { startChild } from '../processes/child.mjs';
import { readTail } from '../processes/log-tail.mjs';
import { waitUntilAnswering } from '../processes/readiness.mjs';
import { inProject } from '../project/paths.mjs';
import { Failure } from '../terminal/failure.mjs';
import { findProjectNode } from '../toolchain/node.mjs';

export const SERVER_PROGRAM = inProject('server-stub', 'dist', 'cli.mjs');
const READY_TIMEOUT_MS = 10_000;
const READY_LINE = /^listening on (http:\S+)$/u;

/**
 * @typedef {object} ClassServerOptions
 * @property {number} port 0 takes a free one.
 * @property {string} dataDirectory
 * @property {string} logFile
 * @property {string} instructorToken
 * @property {string | undefined} [redisUrl] The SQLite log if absent.
 * @property {number | undefined} [cadenceMs]
 * @property {string} [hubApiUrl] Of the JupyterHub that it trusts.
 */

/**
 * @typedef {object} ClassServer
 * @property {string} url Without a trailing slash.
 * @property {string} dashboardUrl The instructor's link; it holds the token.
 * @property {Promise<unknown>} ended
 * @property {() => Promise<void>} stop
 * @property {() => Promise<void>} kill As a power cut would.
 * @property {() => Promise<ClassSummary>} findClass The class that a fresh server makes.
 * @property {(studentId: string) => Promise<void>} releaseName Lets a student join from another browser; harmless when nobody has the name.
 * @property {() => Promise<ExportedEvent[]>} exportEvents Every event of that class, once.
 * @property {() => Promise<DeliveryReport>} readDeliveryReport What the server has of each source of that class.
 */

/** @typedef {import('../../src/protocol').ClassSummary} ClassSummary */
/** @typedef {import('../../src/protocol').ExportedEvent} ExportedEvent */
/** @typedef {import('../../src/protocol').DeliveryReport} DeliveryReport */

/**
 * Starts the built server and waits until it listens.
 *
 * @param {ClassServerOptions} options
 * @returns {Promise<ClassServer>}
 * @throws {Failure} If it does not start, with the end of its log.
 */
export async function startClassServer(options) {
  await mkdir(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a');
  // The channel tells the server when this program is gone, however it ended.
  const child = startChild(findProjectNode(), [SERVER_PROGRAM], { env: serverEnvironment(options), stdio: ['ignore', 'pipe', log, 'ipc'] });
  closeSync(log);
  const url = await readReadyLine(child);
  if (url === undefined) {
    await child.stop();
    throw new Failure(`The class server did not start. Its whole log is in ${options.logFile}.`, {
      evidence: await readTail(options.logFile),
    });
  }
  if (!(await waitUntilAnswering(`${url}/api/v1/health/ready`, { isRunning: child.isRunning, timeoutMs: READY_TIMEOUT_MS }))) {
    await child.stop();
    throw new Failure(describeUnreadyLog(options));
  }
  const { stop, kill, ended } = child;
  const dashboardUrl = `${url}/#token=${encodeURIComponent(options.instructorToken)}`;
  return { url, dashboardUrl, ended, stop, kill, ...instructorCalls(url, options.instructorToken) };
}

/** @param {ClassServerOptions} options */
function describeUnreadyLog({ redisUrl, logFile }) {
  return redisUrl === undefined
    ? `The class server cannot use its log. Its whole log is in ${logFile}.`
    : `The class server cannot use Redis at ${hidePassword(redisUrl)}. Is a Redis running there? Start it (redis-server), correct the address, or leave --redis out to use the embedded log.`;
}

/** @param {string} url */
function hidePassword(url) {
  return url.replace(/\/\/[^@/]*@/u, '//');
}

/**
 * @param {ClassServerOptions} options
 * @returns {NodeJS.ProcessEnv}
 */
function serverEnvironment({ port, dataDirectory, instructorToken, redisUrl, cadenceMs, hubApiUrl }) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('CELL_MONITOR_'));
  return {
    ...Object.fromEntries(inherited),
    CELL_MONITOR_PORT: String(port),
    CELL_MONITOR_DATA_DIR: dataDirectory,
    CELL_MONITOR_INSTRUCTOR_TOKEN: instructorToken,
    ...(redisUrl !== undefined && { CELL_MONITOR_REDIS_URL: redisUrl, CELL_MONITOR_REDIS_PREFIX: prefixOf(dataDirectory) }),
    ...(cadenceMs !== undefined && { CELL_MONITOR_CADENCE_MS: String(cadenceMs) }),
    ...(hubApiUrl !== undefined && { CELL_MONITOR_HUB_API_URL: hubApiUrl }),
  };
}

/**
 * The same at each start, and another one than any other folder's: who shares a Redis does not join another's class.
 * @param {string} dataDirectory
 */
function prefixOf(dataDirectory) {
  const digest = createHash('sha256').update(`${hostname()}:${dataDirectory}`).digest('hex');
  return `cellmonitor-demo-${digest.slice(0, 12)}`;
}

/**
 * @param {import('../processes/child.mjs').Child} child
 * @returns {Promise<string | undefined>} The server's address, or undefined when it ended without one.
 */
async function readReadyLine(child) {
  const output = /** @type {import('node:stream').Readable} */ (child.process.stdout);
  const url = await new Promise(resolve => {
    createInterface({ input: output })
      .on('line', line => resolve(READY_LINE.exec(line)?.[1]))
      .on('close', () => resolve(undefined));
  });
  output.resume();
  return url;
}

/**
 * @param {string} url
 * @param {string} instructorToken
 */
function instructorCalls(url, instructorToken) {
  const headers = { Authorization: `Bearer ${instructorToken}` };
  /** @param {string} path */
  const call = async path => {
    const response = await fetch(`${url}/api/v1${path}`, { headers, redirect: 'error' });
    if (!response.ok) {
      throw new Error(`GET ${path} was answered ${String(response.status)}`);
    }
    return response.text();
  };
  return {
    findClass: async () => {
      const [first] = /** @type {ClassSummary[]} */ (JSON.parse(await call('/classes')));
      if (first === undefined) {
        throw new Error('The server has no class.');
      }
      return first;
    },
    releaseName: async (/** @type {string} */ studentId) => {
      const response = await fetch(`${url}/api/v1/classes/default/enrolments/${encodeURIComponent(studentId)}?forget=1`, {
        method: 'DELETE',
        redirect: 'error',
        headers,
      });
      if (!response.ok && response.status !== 404) {
        throw new Error(`The name was not released: ${String(response.status)}`);
      }
    },
    readDeliveryReport: async () => /** @type {DeliveryReport} */ (JSON.parse(await call('/classes/default/delivery'))),
    exportEvents: async () => {
      const lines = (await call('/classes/default/events?format=ndjson')).split('\n').filter(line => line !== '');
      return lines.map(line => /** @type {ExportedEvent} */ (JSON.parse(line)));
    },
  };
}
