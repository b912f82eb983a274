/** What is measured inside the browser: the outbox on real IndexedDB, and the whole client. Bundled and driven by `run.mjs`. */
import { createIndexedDbOutbox } from '../../src/outbox/indexed-db';
import type { Outbox, OutboxEvent, Source } from '../../src/outbox/outbox';
import { createBrowserClient } from '../../src/client/browser-client';
import { ALL_TERMS } from '../../src/client/consent/consent';
import { identityKey } from '../../src/client/enrolment/identity';
import type { ReportingIdentity } from '../../src/client/enrolment/identity';
import type { ReportingClient } from '../../src/client/reporting-client';

/** A failing run with its message, as the default level captures it. */
const RUN = {
  notebook: 'week-3/exercise.ipynb',
  cell: { id: '0f6a1c2e', index: 7, exercise: 'fibonacci' },
  ok: false,
  durationMs: 143,
  executionCount: 12,
  language: 'python',
  error: { name: 'ZeroDivisionError', message: 'division by zero '.repeat(10) },
};

const FILL_GROUP = 500;

const makeSource = (sid: string, key = 'bench'): Source => ({ sid: sid.padEnd(22, '0'), identityKey: key });

function makeEvents(from: number, count: number): OutboxEvent[] {
  const time = new Date().toISOString();
  return Array.from({ length: count }, (_, index) => {
    const seq = from + index;
    return { first: seq, seq, body: JSON.stringify({ seq, type: 'cell.executed', time, data: RUN }) };
  });
}

async function timed(work: () => unknown): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

async function fill(outbox: Outbox, source: Source, count: number): Promise<void> {
  for (let from = 1; from <= count; from += FILL_GROUP) {
    await outbox.append(source, makeEvents(from, Math.min(FILL_GROUP, count - from + 1)));
  }
}

const pause = (ms: number) =>
  new Promise(resolve => {
    setTimeout(resolve, ms);
  });

/** Milliseconds until each of `rounds` writes of `group` events is durable. */
async function append(group: number, rounds: number): Promise<number[]> {
  const outbox = createIndexedDbOutbox(indexedDB, `append-${String(group)}`);
  const source = makeSource('append');
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const events = makeEvents(round * group + 1, group);
    times.push(await timed(() => outbox.append(source, events)));
  }
  await outbox.close();
  return times;
}

/** Milliseconds to read the first `limit` events of a backlog. */
async function readHead(backlog: number, limit: number, rounds: number): Promise<number[]> {
  const outbox = createIndexedDbOutbox(indexedDB, 'backlog');
  const source = makeSource('backlog');
  await fill(outbox, source, backlog);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(await timed(() => outbox.peek(source.sid, 0, limit)));
  }
  await outbox.close();
  return times;
}

let client: ReportingClient | undefined;

/** Starts the client and waits until it has joined. */
async function join(owner: string, identity: ReportingIdentity): Promise<void> {
  const started = createBrowserClient(window, owner);
  client = started;
  started.configure(identity);
  started.consent.agree(ALL_TERMS);
  while (started.status.phase !== 'reporting') {
    started.sendNow();
    await pause(50);
  }
}

/** Milliseconds that each call of `record` takes of its caller, one call every `everyMs`. */
async function record(count: number, everyMs: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const startedMs = performance.now();
    client?.enqueue('cell.executed', RUN);
    times.push(performance.now() - startedMs);
    await pause(everyMs);
  }
  return times;
}

/** As `record` without the recording: what the waiting itself costs. */
async function idle(count: number, everyMs: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await pause(everyMs);
  }
}

/** Milliseconds from the first report to the acknowledgement of the last of `count` events that a closed page left. */
async function drain(owner: string, identity: ReportingIdentity, count: number): Promise<number> {
  const outbox = createIndexedDbOutbox(indexedDB, owner);
  const source = makeSource('drain', identityKey(identity));
  await fill(outbox, source, count);
  performance.clearResourceTimings();
  const joining = join(owner, identity);
  while ((await outbox.acknowledgement(source.sid)).hwm < count) {
    await pause(5);
  }
  const endedMs = performance.now();
  await joining;
  const reports = performance.getEntriesByType('resource').filter(entry => entry.name.endsWith('/batches'));
  return endedMs - Math.min(...reports.map(entry => entry.startTime));
}

const bench = { append, readHead, join, record, idle, drain };

declare global {
  interface Window {
    bench: typeof bench;
  }
}

window.bench = bench;
