import { LIMITS, readFlags, readRedisUrl, readWhole } from '../classroom/arguments.mjs';

export const USAGE = `Usage: npm run dev -- [options]

Opens a class to work on: the class server, the dashboard with hot reload, JupyterLab with the extension as it is in src/, and
simulated students. What you edit is built and shown as you save it; Ctrl-C stops everything.

  --students N          simulated students (0 to 1000; default 8)
  --seed N              how they behave; the same number, the same class (default 1)
  --redis URL           keep the class's log in this Redis, such as redis://127.0.0.1:6379 (default: an embedded SQLite file)
  --port N              the class server's port (default 8600)
  --jupyter-port N      JupyterLab's port (default 8601)
  --dashboard-port N    the dashboard's port (default 8602)
  --cadence-ms N        milliseconds between two reports of a student (default 2000)
  --help                this text

The class is kept in the folder .dev, its logs in .dev/logs; delete it to start over. JupyterLab is the demo's, in .demo/venv.
`;

const NAMES = ['students', 'seed', 'redis', 'port', 'jupyter-port', 'dashboard-port', 'cadence-ms'];

/**
 * @typedef {object} DevOptions
 * @property {number} students
 * @property {number} seed
 * @property {string | undefined} redisUrl
 * @property {number} port
 * @property {number} jupyterPort
 * @property {number} dashboardPort
 * @property {number} cadenceMs
 */

/**
 * @param {string[]} args
 * @returns {DevOptions | 'help'}
 * @throws {import('../terminal/failure.mjs').Failure} That names the option that is wrong.
 */
export function readDevArguments(args) {
  const flags = readFlags(args, { names: NAMES, program: 'dev' });
  if (flags['help'] === true) {
    return 'help';
  }
  return {
    students: readWhole(flags, 'students', LIMITS.students) ?? 8,
    seed: readWhole(flags, 'seed', LIMITS.seed) ?? 1,
    redisUrl: readRedisUrl(flags),
    port: readWhole(flags, 'port', LIMITS.port) ?? 8600,
    jupyterPort: readWhole(flags, 'jupyter-port', LIMITS.port) ?? 8601,
    dashboardPort: readWhole(flags, 'dashboard-port', LIMITS.port) ?? 8602,
    cadenceMs: readWhole(flags, 'cadence-ms', LIMITS.cadenceMs) ?? 2000,
  };
}
