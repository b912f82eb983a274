/**
 * Simulated students for the demo and for load: each one is the extension's own client, on the memory outbox and the
 * real network, with a seeded behaviour. Runs until it is told to stop.
 */
import { parseArgs } from 'node:util';
import { createMemoryOutbox } from '../src/outbox/memory';
import { systemClock } from '../src/platform/clock';
import { createConsoleLogger } from '../src/platform/logger';
import { createSoleLocks } from '../src/platform/locks';
import { createReportingClient } from '../src/pump/client';
import type { ReportingClient } from '../src/pump/reporting-client';
import { createHttpTransport } from '../src/transport/http';
import { createSeededRandom, type SeededRandom } from './seeded-random';
import { drawThinkMs, drawTraits, nameStudent, START, takeStep } from './student-behaviour';

const USAGE = 'Usage: students --server URL --join-code CODE [--students 30] [--seed 1]';

interface Arguments {
  readonly server: string;
  readonly joinCode: string;
  readonly students: number;
  readonly seed: number;
}

function readArguments(): Arguments | undefined {
  const { values } = parseArgs({
    options: {
      server: { type: 'string' },
      'join-code': { type: 'string' },
      students: { type: 'string', default: '30' },
      seed: { type: 'string', default: '1' },
    },
  });
  const { server, 'join-code': joinCode } = values;
  const [students, seed] = [Number(values.students), Number(values.seed)];
  const isSound = Number.isInteger(students) && students > 0 && Number.isInteger(seed);
  return server === undefined || joinCode === undefined || !isSound ? undefined : { server, joinCode, students, seed };
}

async function join(index: number, random: SeededRandom, { server, joinCode, students }: Arguments): Promise<ReportingClient> {
  const outbox = createMemoryOutbox();
  // The same student comes back from the same device when the demo is started again on the same log.
  await outbox.writeRecord('device', random.id());
  const client = createReportingClient({
    outbox,
    transport: createHttpTransport({ wallMs: () => systemClock.wallMs() }),
    clock: systemClock,
    random: random.draw,
    // Not seeded: a second start on the same log must not reuse the first one's sources.
    randomId: () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url'),
    locks: createSoleLocks(),
    logger: createConsoleLogger(),
  });
  client.configure({ serverUrl: server, joinCode, ...nameStudent(index, students) });
  return client;
}

async function work(client: ReportingClient, random: SeededRandom, stop: AbortSignal): Promise<void> {
  const traits = drawTraits(random);
  let progress = START;
  await systemClock.sleep(drawThinkMs(traits, random), stop);
  client.record('notebook.opened', { notebook: 'week-1/loops.ipynb', cells: 17 });
  while (!stop.aborted) {
    const step = takeStep(progress, traits, random);
    client.record(step.event.type, { ...step.event.data });
    progress = step.progress;
    await systemClock.sleep(drawThinkMs(traits, random), stop);
  }
}

async function main(args: Arguments): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stop.abort());
  }
  const joining = Array.from({ length: args.students }, async (_, index) => {
    const random = createSeededRandom(args.seed * 100_003 + index);
    return { random, client: await join(index, random, args) };
  });
  const students = await Promise.all(joining);
  console.log(`${String(args.students)} students joined`);
  await Promise.all(students.map(({ client, random }) => work(client, random, stop.signal)));
  await Promise.all(students.map(({ client }) => client.dispose()));
}

const args = readArguments();
if (args === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await main(args);
}
