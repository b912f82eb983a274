import { join } from 'node:path';
import { nameStudent } from '../../simulation/students/student-behaviour';
import { ClassDirectory } from '../../server-stub/src/class/classes/class-directory';
import { ensureFirstClass } from '../../server-stub/src/class/classes/first-class';
import type { EventLog } from '../../server-stub/src/log/event-log';
import { openRedisStore } from '../../server-stub/src/app/storage/redis-store';
import { openSqliteStore } from '../../server-stub/src/app/storage/sqlite-store';
import type { Store } from '../../server-stub/src/app/storage/store';
import { systemClock } from '../../server-stub/src/platform/clock';
import { systemRandom } from '../../server-stub/src/platform/random';
import { DEFAULT_POLICY, writeEventLines } from '../../src/protocol';
import { drawEvents, writeEvents } from '../../harness/generator/event-texts';

export interface LogContents {
  readonly events: number;
  readonly students: number;
  /** In one entry. */
  readonly batch: number;
}

const CLASS_ID = 'default';
/** As many as one transaction or pipeline is to have. */
const AT_ONCE = 1000;
/** The class began so long ago. */
const CLASS_LENGTH_MS = 3 * 3_600_000;

/** Fills the log of a server's first class as a long session does, through the store itself: no server could be asked to in so short a time. */
export async function fillLog(redisUrl: string | undefined, dataFolder: string, contents: LogContents): Promise<void> {
  const store = await openStore(redisUrl, dataFolder);
  await ensureFirstClass(new ClassDirectory(store.registry, systemClock, systemRandom), DEFAULT_POLICY.cadenceMs);
  await enrolAll(store.log, contents.students);
  const batches = Math.ceil(contents.events / contents.batch);
  for (let from = 0; from < batches; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, batches - from);
    await Promise.all(Array.from({ length: count }, (_, index) => appendBatch(store.log, from + index, batches, contents)));
  }
  await store.close();
}

async function openStore(redisUrl: string | undefined, dataFolder: string): Promise<Store> {
  if (redisUrl === undefined) {
    return openSqliteStore(join(dataFolder, 'log.sqlite'));
  }
  const store = openRedisStore({ url: redisUrl, clock: systemClock, random: systemRandom });
  await waitUntilConnected(store.log);
  return store;
}

/** The store connects by itself, and refuses until it has. */
async function waitUntilConnected(log: EventLog): Promise<void> {
  for (;;) {
    try {
      await log.check();
      return;
    } catch {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }
}

async function enrolAll(log: EventLog, students: number): Promise<void> {
  const receivedAtMs = Date.now() - CLASS_LENGTH_MS;
  const joined = Array.from({ length: students }, (_, index) => nameStudent(index, students));
  await Promise.all(joined.map(student => log.appendEntries(CLASS_ID, { kind: 'enrolled', ...student, receivedAtMs })));
}

/** The students report in turn. */
async function appendBatch(log: EventLog, index: number, batches: number, { students, batch }: LogContents): Promise<void> {
  const { studentId, team } = nameStudent(index % students, students);
  const first = Math.floor(index / students) * batch + 1;
  const receivedAtMs = Math.round(Date.now() - CLASS_LENGTH_MS * (1 - index / batches));
  const sentAt = new Date(receivedAtMs).toISOString();
  const eventsJson = writeEventLines(writeEvents(drawEvents(batch, sentAt), first));
  const sid = studentId.padEnd(22, '_');
  const entry = {
    kind: 'batch',
    studentId,
    team,
    sid,
    first,
    last: first + batch - 1,
    sentAt,
    receivedAtMs,
    eventsJson,
    rejected: [],
  } as const;
  const { verdict } = await log.append(CLASS_ID, { entry, oldest: 1 });
  if (verdict !== 'appended') {
    throw new Error(`A batch was not appended: ${verdict}.`);
  }
}
