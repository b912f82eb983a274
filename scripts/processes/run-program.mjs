import { readFileSync } from 'node:fs';
import { stopAllChildren } from './child.mjs';
import { Failure } from '../terminal/failure.mjs';

const STOP_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
const PARENT_CHECK_MS = 500;
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/**
 * Runs a program's main function to its end: a failure is told in a sentence with exit code 1, a stop (Ctrl-C, `kill`, a
 * closed terminal) takes every started process with it, and nothing outlives the program.
 *
 * @param {(stopped: AbortSignal) => Promise<number | void>} main Resolves with the exit code; 0 when it gives none. `stopped`
 *   aborts when the person stops the program; a main that watches it ends by itself, with its own code.
 */
export async function runProgram(main) {
  const stop = new AbortController();
  let stopCode = 0;
  /** @param {keyof typeof EXIT_CODES} signal */
  const onStop = signal => {
    stopCode = EXIT_CODES[signal];
    stop.abort();
    void stopAllChildren();
  };
  for (const signal of STOP_SIGNALS) {
    process.on(signal, () => onStop(signal));
  }
  onNpmGone(() => onStop('SIGTERM'));
  let code;
  try {
    code = (await main(stop.signal)) ?? 0;
  } catch (error) {
    code = stop.signal.aborted ? stopCode : tell(error);
  }
  await stopAllChildren();
  process.exit(code);
}

/**
 * A signal to npm alone ends npm and often its shell, and never reaches us: our parent is another process then, or the shell's is.
 *
 * @param {() => void} react
 */
function onNpmGone(react) {
  if (process.env['npm_lifecycle_event'] === undefined) {
    return;
  }
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  const timer = setInterval(() => {
    if (process.ppid !== parent || parentOf(parent) !== grandparent) {
      clearInterval(timer);
      react();
    }
  }, PARENT_CHECK_MS);
  timer.unref();
}

/**
 * @param {number} pid
 * @returns {number | undefined} The parent of a process, where the system tells it in a file (Linux); elsewhere `sh -c` becomes the program, and is no parent.
 */
function parentOf(pid) {
  try {
    // "PID (NAME) STATE PARENT …", and the name may hold anything.
    return Number(/^.*\) \S (\d+)/su.exec(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

/**
 * @param {unknown} error
 * @returns {number} The exit code.
 */
function tell(error) {
  if (error instanceof Failure) {
    process.stderr.write(error.describe());
  } else {
    process.stderr.write(`\nThis should not have happened; please report it with what follows.\n${describe(error)}\n`);
  }
  return 1;
}

/**
 * @param {unknown} error
 * @returns {string}
 */
function describe(error) {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
