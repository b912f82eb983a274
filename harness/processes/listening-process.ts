import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const READY_LINE = /^listening on (http:\S+)$/u;
const STOP_LIMIT_MS = 15_000;

/** Those that are still there when this program is stopped must not write any more into the folder that goes with it. */
const running = new Set<ChildProcess>();
process.prependListener('exit', () => running.forEach(child => child.kill('SIGKILL')));

/** A server that is measured, as a process of its own. */
export interface ListeningProcess {
  readonly pid: number;
  /** Without a trailing slash. */
  readonly url: string;
  /** Milliseconds from the start of the process to its first line. */
  readonly listeningAfterMs: number;
  /** Asks it to stop, and waits until it is gone. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/**
 * Starts a Node program and waits for its first line, which says where it listens.
 * @param logFile where its standard error goes
 * @throws Error with the end of its log when it stops before that
 */
export async function startListening(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  logFile: string,
): Promise<ListeningProcess> {
  const startedMs = performance.now();
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, args, { env: { ...inheritedEnvironment(), ...environment }, stdio: ['ignore', 'pipe', log] });
  closeSync(log);
  running.add(child);
  child.once('exit', () => running.delete(child));
  const url = await readReadyLine(child);
  if (url === undefined || child.pid === undefined) {
    throw new Error(`The server did not start:\n${readFileSync(logFile, 'utf8').slice(-2000)}`);
  }
  return { pid: child.pid, url, listeningAfterMs: performance.now() - startedMs, stop: () => stop(child), kill: () => kill(child) };
}

/** Settings of the person's own server must not change what is measured. */
function inheritedEnvironment(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CELL_MONITOR_')));
}

function readReadyLine({ stdout }: ChildProcess): Promise<string | undefined> {
  return new Promise(resolve => {
    if (stdout !== null) {
      const lines = createInterface({ input: stdout });
      lines.on('line', line => resolve(READY_LINE.exec(line)?.[1]));
      lines.on('close', () => resolve(undefined));
    }
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await gone;
  clearTimeout(timer);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}
