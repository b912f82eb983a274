import { type Arbitrary, asyncProperty, check, type RunDetails } from 'fast-check';
import { readProcess } from '../../harness/processes/process-figures';
import { readAnswers } from './answer';
import { OUTSIDERS } from './callers';
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

/** The part of the requests that an owner sends. */
const OWNERS_SHARE = 0.2;
const WARM_UP_REQUESTS = 2000;
/** A sound server breathes by less. */
const MAX_GROWN_BYTES = 100 * 1024 * 1024;

/**
 * Sends requests that nobody has a right to, or that are broken, and judges every answer, the record, the log and the memory. The last
 * of them are an owner's, who has every right and sends what nobody should.
 */
export async function fuzz(server: FuzzedServer, { requests, seed, onExchange }: FuzzOptions): Promise<FuzzReport> {
  const routes = await listRoutes();
  const stage = await setStage(server.url, server.instructorToken);
  const before = await stage.canary();
  const statuses = new Map<number, number>();
  let settledBytes = Number.NaN;
  let count = 0;
  const send = async (requestsToSend: Arbitrary<FuzzRequest>, numRuns: number, secrets: readonly string[]): Promise<readonly string[]> => {
    const property = asyncProperty(requestsToSend, async request => {
      await judge(server.url, request, secrets, statuses);
      onExchange?.(++count);
      if (count === Math.min(WARM_UP_REQUESTS, Math.ceil(requests / 2))) {
        settledBytes = readProcess(server.pid).rssBytes;
      }
    });
    return describeFailure(await check(property, { numRuns, seed }));
  };
  const ofOwner = Math.ceil(requests * OWNERS_SHARE);
  const flaws = await send(requestsOf({ ...stage, routes, callers: OUTSIDERS }), requests - ofOwner, stage.secrets);
  const traces = await findTraces(server, stage, before);
  const owned = { ...stage, routes, callers: ['owner'] as const, classIds: stage.openClassIds };
  const ownersFlaws = await send(requestsOf(owned), ofOwner, stage.studentTokens);
  const grownBytes = readProcess(server.pid).rssBytes - settledBytes;
  return {
    routes,
    statuses,
    grownBytes,
    flaws: [
      ...flaws,
      ...traces,
      ...ownersFlaws,
      ...(grownBytes > MAX_GROWN_BYTES ? [`the server's memory grew by ${String(Math.round(grownBytes / 1024 / 1024))} MiB`] : []),
      ...findLeaks(server, stage),
    ],
  };
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
  return [...((await stage.canary()) === before ? [] : ['a class was changed without a right']), ...findLeaks(server, stage)];
}

function findLeaks(server: FuzzedServer, { secrets }: Stage): readonly string[] {
  const log = server.readLog();
  return [
    ...(secrets.some(secret => log.includes(secret)) ? ['the log holds a secret'] : []),
    ...(log.includes(TEXT_MARK) ? ['the log holds text of a request'] : []),
    ...findUnstructured(log),
  ];
}

/** Each line must be JSON: nobody outside writes lines of their own. */
function findUnstructured(log: string): readonly string[] {
  const odd = log.split('\n').find(line => line !== '' && !/^\{.*\}$/u.test(line));
  return odd === undefined ? [] : [`the log holds a line that is not the server's: ${JSON.stringify(odd.slice(0, 200))}`];
}
