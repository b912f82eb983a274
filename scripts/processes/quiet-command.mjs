import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '../terminal/failure.mjs';
import { startChild } from './child.mjs';
import { readTail } from './log-tail.mjs';

/**
 * @typedef {object} QuietCommand
 * @property {string} command
 * @property {readonly string[]} args
 * @property {string} logFile Where its output goes.
 * @property {string} purpose Ends the sentence "It was not possible to …".
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] The whole environment; ours if absent.
 * @property {number} [tailLines] How many lines of the output a failure shows.
 * @property {(output: string) => string | undefined} [explain] Finds a clearer sentence in a failed program's output.
 */

/**
 * Runs a program to its end, with its output in a log file, shown only if it fails.
 *
 * @param {QuietCommand} what
 * @throws {Failure} With the end of the output, if the program cannot be started or does not end with 0.
 */
export async function runQuietly(what) {
  mkdirSync(dirname(what.logFile), { recursive: true });
  const log = openSync(what.logFile, 'w');
  const { cwd, env } = what;
  const child = startChild(what.command, what.args, { ...(cwd && { cwd }), ...(env && { env }), stdio: ['ignore', log, log] });
  const ending = await child.ended;
  closeSync(log);
  if (ending.code !== 0) {
    throw await explainFailure(what, ending);
  }
}

/**
 * @param {QuietCommand} what
 * @param {import('./child.mjs').Ending} ending
 */
async function explainFailure(what, ending) {
  const purpose = `It was not possible to ${what.purpose}.`;
  if (ending.error !== undefined) {
    return new Failure(`${purpose} The program ${what.command} could not be started: ${ending.error.message}.`);
  }
  const sentence = what.explain?.(await readFile(what.logFile, 'utf8'));
  if (sentence !== undefined) {
    return new Failure(sentence, { isExplained: true });
  }
  const evidence = await readTail(what.logFile, what.tailLines);
  return new Failure(`${purpose} The whole output is in ${what.logFile}.`, { evidence });
}
