/** Reads the options of the programs that open a class on this machine. */
import { parseArgs } from 'node:util';
import { Failure } from '../terminal/failure.mjs';

export const LIMITS = {
  students: { least: 0, most: 1000 },
  port: { least: 1, most: 65_535 },
  seed: { least: 0, most: Number.MAX_SAFE_INTEGER },
  /** What the server takes (LIMITS of src/protocol). */
  cadenceMs: { least: 200, most: 600_000 },
};

/** @typedef {Record<string, string | boolean | undefined>} Flags */

/**
 * @param {string[]} args
 * @param {{ names: readonly string[], program: string }} options `names`: of the options that take a value; `--help` is known besides.
 * @returns {Flags}
 * @throws {Failure} For an option that is not there.
 */
export function readFlags(args, { names, program }) {
  const options = Object.fromEntries(names.map(name => [name, /** @type {const} */ ({ type: 'string' })]));
  try {
    return parseArgs({ args, options: { ...options, help: { type: 'boolean', short: 'h' } }, strict: true }).values;
  } catch (error) {
    throw new Failure(`${/** @type {Error} */ (error).message.split('. ')[0] ?? ''}. Try: npm run ${program} -- --help`);
  }
}

/**
 * @param {Flags} flags
 * @param {string} name
 * @param {{ least: number, most: number }} limits
 * @returns {number | undefined} Undefined when it is not given.
 * @throws {Failure}
 */
export function readWhole(flags, name, { least, most }) {
  const text = flags[name];
  if (typeof text !== 'string') {
    return undefined;
  }
  const value = /^\d+$/u.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new Failure(`--${name} must be a whole number from ${String(least)} to ${String(most)}, and is "${text}".`);
  }
  return value;
}

/**
 * @param {Flags} flags
 * @returns {string | undefined}
 * @throws {Failure}
 */
export function readRedisUrl(flags) {
  const text = flags['redis'];
  if (typeof text === 'string' && !/^(?:redis|rediss|redis\+sentinel|redis\+cluster):\/\/./u.test(text)) {
    throw new Failure('--redis must be an address such as redis://127.0.0.1:6379.');
  }
  return typeof text === 'string' ? text : undefined;
}
