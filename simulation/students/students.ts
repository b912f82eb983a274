/**
 * Simulated students for the demo and for load: each one is the extension's own client, on the memory outbox and the
 * real network, with a seeded behaviour. Runs until it is told to stop.
 */
import { parseArgs } from 'node:util';
import { systemClock } from '../../src/platform/clock';
import type { ReportingClient } from '../../src/client/reporting-client';
import { createHttpTransport } from '../../src/transport/http';
import { createSeededRandom, type SeededRandom } from '../virtual/seeded-random';
import { seatStudent } from './simulated-student';
import { drawThinkMs, drawTraits, START, takeStep } from './student-behaviour';
import { NO_WISH, wishAfter, writtenCode } from './student-help';

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

async function work(client: ReportingClient, random: SeededRandom, stop: AbortSignal): Promise<void> {
  const traits = drawTraits(random);
  let progress = START;
  let wish = NO_WISH;
  await systemClock.sleep(drawThinkMs(traits, random), stop);
  client.enqueue('notebook.opened', { notebook: 'week-1/loops.ipynb', cells: 17 });
  while (!stop.aborted) {
    const step = takeStep(progress, traits, random);
    client.enqueue(step.event.type, { ...step.event.data, ...writtenCode(step.event.data) });
    progress = step.progress;
    const next = wishAfter(wish, step.event.data, random);
    wish = next.wish;
    if (next.event !== undefined) {
      client.enqueue(next.event.type, next.event.data);
    }
    await systemClock.sleep(drawThinkMs(traits, random), stop);
  }
}

async function main(args: Arguments): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stop.abort());
  }
  const transport = createHttpTransport({ wallMs: () => systemClock.wallMs() });
  const joining = Array.from({ length: args.students }, async (_, index) => {
    const random = createSeededRandom(args.seed * 100_003 + index);
    return { random, client: await seatStudent(index, random, transport, args) };
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
