import { LIMITS, readFlags, readRedisUrl, readWhole } from '../classroom/arguments.mjs';

export const USAGE = `Usage: npm run demo -- [options]

Starts a class on this machine: the class server, and JupyterLab as one student. Prints a link for each; Ctrl-C stops everything.

  --students N        add N simulated students (0 to 1000; default 0)
  --seed N            how the simulated students behave; the same number, the same class (default 1)
  --redis URL         keep the class's log in this Redis, such as redis://127.0.0.1:6379 (default: an embedded SQLite file)
  --port N            the class server's port (default 8600)
  --jupyter-port N    JupyterLab's port (default 8601)
  --cadence-ms N      milliseconds between two reports of a student (default 15000)
  --help              this text

Everything is kept in the folder .demo; delete it to start over.
`;

const NAMES = ['students', 'seed', 'redis', 'port', 'jupyter-port', 'cadence-ms'];

/**
 * @typedef {object} DemoOptions
 * @property {number} students
 * @property {number} seed
 * @property {string | undefined} redisUrl
 * @property {number} port
 * @property {number} jupyterPort
 * @property {number | undefined} cadenceMs
 */

/**
 * @param {string[]} args
 * @returns {DemoOptions | 'help'}
 * @throws {import('../terminal/failure.mjs').Failure} That names the option that is wrong.
 */
export function readDemoArguments(args) {
  const flags = readFlags(args, { names: NAMES, program: 'demo' });
  if (flags['help'] === true) {
    return 'help';
  }
  return {
    students: readWhole(flags, 'students', LIMITS.students) ?? 0,
    seed: readWhole(flags, 'seed', LIMITS.seed) ?? 1,
    redisUrl: readRedisUrl(flags),
    port: readWhole(flags, 'port', LIMITS.port) ?? 8600,
    jupyterPort: readWhole(flags, 'jupyter-port', LIMITS.port) ?? 8601,
    cadenceMs: readWhole(flags, 'cadence-ms', LIMITS.cadenceMs),
  };
}
