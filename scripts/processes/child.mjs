import { spawn } from 'node:child_process';
import { once } from 'node:events';

const IS_WINDOWS = process.platform === 'win32';
const DEFAULT_GRACE_MS = 10_000;

/**
 * @typedef {object} Child A program that was started, with all that it starts itself.
 * @property {import('node:child_process').ChildProcess} process
 * @property {Promise<Ending>} ended Resolves when the program is gone; never rejects.
 * @property {() => boolean} isRunning
 * @property {(graceMs?: number) => Promise<void>} stop Asks it to stop, and ends it after `graceMs` (10 s) if it has not.
 * @property {() => Promise<void>} kill Ends it at once, as a power cut would.
 */

/** @typedef {{ code: number | null, signal: string | null, error?: Error }} Ending `error`: it could not be started at all. */

/** @type {Set<Child>} */
const running = new Set();

/**
 * Starts a program as the leader of its own process group, so that Ctrl-C reaches it through us alone and nothing of it stays behind.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions }} [options] `env` is the whole environment.
 * @returns {Child}
 */
export function startChild(command, args, options = {}) {
  const started = spawn(command, args, { stdio: 'ignore', ...options, detached: !IS_WINDOWS, windowsHide: true });
  let isRunning = true;
  /** @type {Promise<void> | undefined} */
  let stopping;
  const ended = waitForEnd(started).then(ending => {
    isRunning = false;
    signalGroup(started, 'SIGKILL');
    running.delete(child);
    return ending;
  });
  /** @type {Child} */
  const child = {
    process: started,
    ended,
    isRunning: () => isRunning,
    // Told once: many programs take a second signal as "at once".
    stop: (graceMs = DEFAULT_GRACE_MS) => (stopping ??= stopGroup(started, ended, graceMs)),
    kill: async () => {
      signalGroup(started, 'SIGKILL');
      await ended;
    },
  };
  running.add(child);
  return child;
}

/** Stops everything that was started and still runs, all at once. */
export async function stopAllChildren() {
  await Promise.all([...running].map(child => child.stop()));
}

/**
 * @param {import('node:child_process').ChildProcess} started
 * @returns {Promise<Ending>}
 */
async function waitForEnd(started) {
  try {
    const [code, signal] = await once(started, 'exit');
    return { code, signal };
  } catch (error) {
    return { code: null, signal: null, error: /** @type {Error} */ (error) };
  }
}

/**
 * @param {import('node:child_process').ChildProcess} started
 * @param {Promise<Ending>} ended
 * @param {number} graceMs
 */
async function stopGroup(started, ended, graceMs) {
  signalGroup(started, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(started, 'SIGKILL'), graceMs);
  await ended;
  clearTimeout(timer);
}

/**
 * @param {import('node:child_process').ChildProcess} started
 * @param {NodeJS.Signals} signal
 */
function signalGroup(started, signal) {
  if (started.pid === undefined) {
    return;
  }
  if (IS_WINDOWS) {
    spawn('taskkill', ['/pid', String(started.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-started.pid, signal);
  } catch (error) {
    ignoreGoneGroup(error);
  }
}

/** @param {unknown} error */
function ignoreGoneGroup(error) {
  const code = /** @type {NodeJS.ErrnoException} */ (error).code;
  // macOS answers EPERM for a group whose members are all zombies.
  if (code !== 'ESRCH' && code !== 'EPERM') {
    throw error;
  }
}
