import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A real Redis on a port of its own, for tests. */
export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** What it writes is in here. */
  readonly directory: string;
  /** Kills it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port and directory. */
  restart(): Promise<void>;
  /** Stands still: connections stay open and nothing answers. */
  pause(): void;
  resume(): void;
  /** Kills it and removes what it wrote. */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 10_000;
const POLL_MS = 20;

/**
 * Starts `redis-server` without persistence unless `args` ask for it, and waits until it answers.
 * @throws with words on what to install when there is none
 */
export async function startRedis(args: readonly string[] = []): Promise<RedisServer> {
  return startServer(withoutPersistence, args);
}

const withoutPersistence = (port: number, directory: string): string[] =>
  ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory].concat(['--save', '', '--appendonly', 'no']);

/** Starts `redis-server` with a file of settings as it is, but for the port and the folder, and `args` over it. */
export async function startRedisWith(file: string, args: readonly string[] = []): Promise<RedisServer> {
  return startServer((port, directory) => [file, '--port', String(port), '--dir', directory], args);
}

/** Starts a sentinel with the lines of its configuration, in which the port and the folder are added. */
export async function startSentinel(configuration: readonly string[]): Promise<RedisServer> {
  return startServer((port, directory) => {
    const file = join(directory, 'sentinel.conf');
    writeFileSync(file, [...configuration, `port ${String(port)}`, `dir ${directory}`].join('\n'));
    return [file, '--sentinel'];
  });
}

/** @param before the arguments that come first; a file of settings must */
async function startServer(before: (port: number, directory: string) => string[], args: readonly string[] = []): Promise<RedisServer> {
  const port = await findFreePort();
  const directory = mkdtempSync(join(tmpdir(), 'cell-monitor-redis-'));
  const launch = (): Promise<ChildProcess> => launchRedis(port, [...before(port, directory), ...args]);
  const clear = (): void => rmSync(directory, { recursive: true, force: true });
  let child = await launch().catch((error: unknown) => {
    clear();
    throw error;
  });
  const kill = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }
  };
  return {
    port,
    url: `redis://127.0.0.1:${String(port)}`,
    directory,
    kill,
    restart: async () => {
      await kill();
      child = await launch();
    },
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    stop: async () => {
      await kill();
      clear();
    },
  };
}

async function launchRedis(port: number, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', chunk => (output += String(chunk)));
  child.stderr.on('data', chunk => (output += String(chunk)));
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', error => reject(explainStart(error)));
    child.once('exit', code => reject(new Error(`redis-server stopped with ${String(code)}:\n${output}`)));
  });
  failed.catch(() => undefined);
  try {
    await Promise.race([failed, waitForPong(port)]);
    return child;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

function explainStart(error: NodeJS.ErrnoException): Error {
  return error.code === 'ENOENT'
    ? new Error('redis-server is not installed. Debian or Ubuntu: apt-get install redis-server. macOS: brew install redis.')
    : error;
}

async function waitForPong(port: number): Promise<void> {
  const deadlineMs = Date.now() + START_LIMIT_MS;
  while (!(await answersPing(port))) {
    if (Date.now() > deadlineMs) {
      throw new Error(`redis-server did not answer on port ${String(port)} within ${String(START_LIMIT_MS)} ms.`);
    }
    await delay(POLL_MS);
  }
}

/** Any answer will do: one that wants a password says so, but is there. */
function answersPing(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
    socket.once('end', () => resolve(false));
  });
}

/** A port that nothing listens on now. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
