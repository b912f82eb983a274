import { parseArgs } from 'node:util';
import { Failure } from '../terminal/failure.mjs';

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

const LARGEST_CLASS = 1000;
const LARGEST_PORT = 65_535;
/** What the server takes (LIMITS of src/protocol). */
const CADENCE_MS = { least: 200, most: 600_000 };

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
 * @throws {Failure} That names the option that is wrong.
 */
export function readDemoArguments(args) {
  const values = parse(args);
  if (values['help'] === true) {
    return 'help';
  }
  return {
    students: readWhole(values, 'students', 0, LARGEST_CLASS) ?? 0,
    seed: readWhole(values, 'seed', 0, Number.MAX_SAFE_INTEGER) ?? 1,
    redisUrl: readRedisUrl(values['redis']),
    port: readWhole(values, 'port', 1, LARGEST_PORT) ?? 8600,
    jupyterPort: readWhole(values, 'jupyter-port', 1, LARGEST_PORT) ?? 8601,
    cadenceMs: readWhole(values, 'cadence-ms', CADENCE_MS.least, CADENCE_MS.most),
  };
}

/** @param {string[]} args */
function parse(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const options = { students: text, seed: text, redis: text, port: text, 'jupyter-port': text, 'cadence-ms': text };
  try {
    return parseArgs({ args, options: { ...options, help: { type: 'boolean', short: 'h' } }, strict: true }).values;
  } catch (error) {
    throw new Failure(`${/** @type {Error} */ (error).message.split('. ')[0] ?? ''}. Try: npm run demo -- --help`);
  }
}

/**
 * @param {Record<string, string | boolean | undefined>} values
 * @param {string} name
 * @param {number} least
 * @param {number} most
 * @returns {number | undefined}
 */
function readWhole(values, name, least, most) {
  const text = values[name];
  if (typeof text !== 'string') {
    return undefined;
  }
  const value = /^\d+$/u.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new Failure(`--${name} must be a whole number from ${String(least)} to ${String(most)}, and is "${text}".`);
  }
  return value;
}

/** @param {string | boolean | undefined} text */
function readRedisUrl(text) {
  if (typeof text === 'string' && !/^(?:redis|rediss|redis\+sentinel|redis\+cluster):\/\/./u.test(text)) {
    throw new Failure('--redis must be an address such as redis://127.0.0.1:6379.');
  }
  return typeof text === 'string' ? text : undefined;
}
