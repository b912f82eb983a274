import { spawnSync } from 'node:child_process';
import { Failure } from '../terminal/failure.mjs';

const OLDEST_MINOR = 10;
const NAMES = [['python3'], ['python'], ['py', '-3'], ['python3.14'], ['python3.13'], ['python3.12'], ['python3.11'], ['python3.10']];
const QUESTION = 'import sys; print(sys.version_info[0], sys.version_info[1], sys.executable, sep="\\n")';

/** @typedef {{ command: string, version: string }} Python `command`: the full path of the interpreter. */

/** @typedef {(command: string, args: string[]) => string | undefined} Ask Runs a program and gives its output, or undefined when it fails. */

/**
 * Finds a Python that JupyterLab 4.6 runs on.
 *
 * @param {Ask} [ask]
 * @returns {Python}
 * @throws {Failure} If there is none, or only too old ones.
 */
export function findPython(ask = askProgram) {
  const found = [];
  for (const [command = '', ...args] of NAMES) {
    const [major, minor, executable] = (ask(command, [...args, '-c', QUESTION]) ?? '').trim().split(/\r?\n/u);
    if (executable === undefined) {
      continue;
    }
    const version = `${String(major)}.${String(minor)}`;
    if (major === '3' && Number(minor) >= OLDEST_MINOR) {
      return { command: executable, version };
    }
    found.push(version);
  }
  throw new Failure(describeMissing(found));
}

/** @param {readonly string[]} found Versions that are too old. */
function describeMissing(found) {
  const old = [...new Set(found)].join(' and ');
  const seen = old === '' ? 'no Python was found on this machine' : `only Python ${old} was found on this machine`;
  return `JupyterLab needs Python 3.${String(OLDEST_MINOR)} or newer, and ${seen}. Get one from https://www.python.org/downloads/ (on Debian and Ubuntu: sudo apt install python3 python3-venv).`;
}

/** @type {Ask} */
function askProgram(command, args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', windowsHide: true });
  return status === 0 ? stdout : undefined;
}
