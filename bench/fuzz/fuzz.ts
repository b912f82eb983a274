import { asyncProperty, check, type RunDetails } from 'fast-check';
import { readProcess } from '../processes/process-figures';
import { readAnswers } from './answer';
import { exchange } from './exchange';
import { findFlaws } from './flaws';
import { TEXT_MARK } from './hostile-text';
import { describeRequest, type FuzzRequest, toBytes } from './request';
import { requestsOf } from './requests';
import { listRoutes, type Route } from './routes';
import { setStage, type Stage } from './stage';

/** A server process to be fuzzed, with `CELL_MONITOR_TRUST_PROXY` for this machine and a log of every request. */
export interface FuzzedServer {
  readonly url: string;
  readonly pid: number;
  readonly instructorToken: string;
  /** All that it has logged so far. */
  readLog(): string;
}

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  /** Called after each exchange, with how many there were. */
  readonly onExchange?: (count: number) => void;
}

export interface FuzzReport {
  readonly routes: readonly Route[];
  readonly statuses: ReadonlyMap<number, number>;
  /** How far the process's memory grew after its first requests. */
  readonly grownBytes: number;
  /** In words; empty when all is well. */
  readonly flaws: readonly string[];
}

const WARM_UP_REQUESTS = 2000;
/** A sound server breathes by less. */
const MOST_GROWN_BYTES = 100 * 1024 * 1024;

/** Sends requests that nobody has a right to, or that are broken, and judges every answer, the record, the log and the memory. */
export async function fuzz(server: FuzzedServer, { requests, seed, onExchange }: FuzzOptions): Promise<FuzzReport> {
  const routes = await listRoutes();
  const stage = await setStage(server.url, server.instructorToken);
  const before = await stage.canary();
  const statuses = new Map<number, number>();
  let settledBytes = Number.NaN;
  let count = 0;
  const property = asyncProperty(requestsOf({ ...stage, routes }), async request => {
    await judge(server.url, request, stage.secrets, statuses);
    onExchange?.(++count);
    if (count === Math.min(WARM_UP_REQUESTS, Math.ceil(requests / 2))) {
      settledBytes = readProcess(server.pid).rssBytes;
    }
  });
  const details = await check(property, { numRuns: requests, seed });
  const grownBytes = readProcess(server.pid).rssBytes - settledBytes;
  const flaws = [
    ...describeFailure(details),
    ...(grownBytes > MOST_GROWN_BYTES ? [`the server's memory grew by ${String(Math.round(grownBytes / 1024 / 1024))} MiB`] : []),
    ...(await findTraces(server, stage, before)),
  ];
  return { routes, statuses, grownBytes, flaws };
}

async function judge(url: string, request: FuzzRequest, secrets: readonly string[], statuses: Map<number, number>): Promise<void> {
  const answers = readAnswers(await exchange(url, toBytes(request)), request.method === 'HEAD');
  for (const answer of answers) {
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const [flaw] = findFlaws(request, answer, secrets);
    if (flaw !== undefined) {
      throw new Error(flaw);
    }
  }
}

function describeFailure({ failed, counterexample, errorInstance }: RunDetails<[FuzzRequest]>): readonly string[] {
  if (!failed) {
    return [];
  }
  const reason = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return [counterexample === null ? reason : `${reason}: ${describeRequest(counterexample[0])}`];
}

/** What is left behind: in the record of the class that nobody may touch, and in the log. */
async function findTraces(server: FuzzedServer, stage: Stage, before: string): Promise<readonly string[]> {
  const log = server.readLog();
  const { secrets } = stage;
  return [
    ...((await stage.canary()) === before ? [] : ['a class was changed without a right']),
    ...(secrets.some(secret => log.includes(secret)) ? ['the log holds a secret'] : []),
    ...(log.includes(TEXT_MARK) ? ['the log holds text of a request'] : []),
    ...findUnstructured(log),
  ];
}

/** Each line must be JSON: nobody outside writes lines of his own. */
function findUnstructured(log: string): readonly string[] {
  const odd = log.split('\n').find(line => line !== '' && !/^\{.*\}$/u.test(line));
  return odd === undefined ? [] : [`the log holds a line that is not the server's: ${JSON.stringify(odd.slice(0, 200))}`];
}
