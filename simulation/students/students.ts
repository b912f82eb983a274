/**
 * Simulated students for the demo and for load: each one is the extension's own client, on the memory outbox and the
 * real network, with a seeded behaviour. Runs until it is told to stop.
 */
import { parseArgs } from 'node:util';
import { systemClock } from '../../src/platform/clock';
import type { ReportingClient } from '../../src/client/reporting-client';
import { createHttpTransport } from '../../src/transport/http';
import { attendClass } from '../learners/attend-class';
import { LIVELY, partOf } from '../learners/cast';
import { LOOPS } from '../learners/course';
import { type Happening, type PageState, presentWork } from '../learners/happening';
import { drawLearner } from '../learners/learner';
import { createSeededRandom } from '../virtual/seeded-random';
import { goOn } from './go-on';
import { showMessages } from './show-messages';
import { seatStudent } from './simulated-student';
import { writtenCode } from './written-code';

const USAGE = 'Usage: students --server URL --join-code CODE [--students 30] [--seed 1] [--attended-ms 0]';

interface Arguments {
  readonly server: string;
  readonly joinCode: string;
  readonly students: number;
  readonly seed: number;
  /** How long they have attended this class before: they go on from there. */
  readonly attendedMs: number;
}

function readArguments(): Arguments | undefined {
  const { values } = parseArgs({
    options: {
      server: { type: 'string' },
      'join-code': { type: 'string' },
      students: { type: 'string', default: '30' },
      seed: { type: 'string', default: '1' },
      'attended-ms': { type: 'string', default: '0' },
    },
  });
  const { server, 'join-code': joinCode } = values;
  const [students, seed, attendedMs] = [Number(values.students), Number(values.seed), Number(values['attended-ms'])];
  const isSound = Number.isInteger(students) && students > 0 && Number.isInteger(seed) && Number.isInteger(attendedMs) && attendedMs >= 0;
  return server === undefined || joinCode === undefined || !isSound ? undefined : { server, joinCode, students, seed, attendedMs };
}

/** Does at its time what happens at a student's desk. */
async function work(client: ReportingClient, happenings: Iterable<Happening>, attendedMs: number, stop: AbortSignal): Promise<void> {
  const startMs = systemClock.monotonicMs() - attendedMs;
  let page: PageState = {};
  let pageSinceMs = 0;
  client.tellWork(() => presentWork(page, systemClock.monotonicMs() - pageSinceMs));
  for (const happening of goOn(happenings, attendedMs)) {
    await systemClock.sleep(Math.max(0, startMs + happening.atMs - systemClock.monotonicMs()), stop);
    if (stop.aborted) {
      return;
    }
    if (happening.kind === 'page') {
      [page, pageSinceMs] = [happening.page, startMs + happening.atMs];
    } else {
      enqueue(client, happening);
    }
  }
}

function enqueue(client: ReportingClient, happening: Happening): void {
  if (happening.kind === 'run') {
    client.enqueue('cell.executed', { ...happening.data, ...writtenCode(happening.data) });
  } else if (happening.kind === 'event') {
    client.enqueue(happening.type, happening.data, { isUrgent: happening.type.startsWith('help.') });
  }
}

/** Who has done everything stays, as in class. */
async function untilAborted(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await systemClock.sleep(3_600_000, signal);
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
    const client = await seatStudent(index, random, transport, args);
    showMessages(client);
    return { client, happenings: attendClass(drawLearner(random, LIVELY), LOOPS, random, partOf(index)) };
  });
  const students = await Promise.all(joining);
  console.log(`${String(args.students)} students joined`);
  await Promise.all(students.map(({ client, happenings }) => work(client, happenings, args.attendedMs, stop.signal)));
  await untilAborted(stop.signal);
  await Promise.all(students.map(({ client }) => client.dispose()));
}

const args = readArguments();
if (args === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await main(args);
}
