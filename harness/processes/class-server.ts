import { join } from 'node:path';
import { InstructorApi } from '../api/instructor-api';
import { type ListeningProcess, startListening } from './listening-process';

/** The server as it is shipped, bundled. */
const PROGRAM = join('server-stub', 'dist', 'cli.mjs');
export const INSTRUCTOR_TOKEN = 'instructor-of-this-bench';

export interface ClassServerOptions {
  /** Undefined: SQLite in the folder. */
  readonly redisUrl: string | undefined;
  readonly folder: string;
  /** Another bundle of the server than the one that was built to be shipped. */
  readonly program?: string;
  /** Flags for Node, such as `--cpu-prof`. */
  readonly nodeFlags?: readonly string[];
  /** The default class's cadence, in milliseconds. */
  readonly cadenceMs?: number;
  /** Instead of a free one: that of a server which is gone. */
  readonly port?: string;
  readonly workers?: number;
  /** Other settings. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface ClassServer extends ListeningProcess {
  readonly api: InstructorApi;
}

/** Starts the shipped server on a free port. @throws Error with the end of its log when it does not start */
export async function startClassServer({
  redisUrl,
  folder,
  program = PROGRAM,
  nodeFlags = [],
  cadenceMs,
  port = '0',
  workers = 1,
  environment: others = {},
}: ClassServerOptions): Promise<ClassServer> {
  const environment = {
    ...others,
    CELL_MONITOR_PORT: port,
    CELL_MONITOR_WORKERS: String(workers),
    CELL_MONITOR_DATA_DIR: join(folder, 'data'),
    CELL_MONITOR_INSTRUCTOR_TOKEN: INSTRUCTOR_TOKEN,
    ...(redisUrl !== undefined && { CELL_MONITOR_REDIS_URL: redisUrl }),
    ...(cadenceMs !== undefined && { CELL_MONITOR_CADENCE_MS: String(cadenceMs) }),
  };
  const started = await startListening([...nodeFlags, program], environment, join(folder, 'server.log'));
  return { ...started, api: new InstructorApi(started.url, INSTRUCTOR_TOKEN) };
}
