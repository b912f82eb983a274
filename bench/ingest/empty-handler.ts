import type { AddressInfo } from 'node:net';
import { createApp } from '../../server-stub/src/app/app';
import { KeyRing } from '../../server-stub/src/access/auth/key-ring';
import { generateSigningKeys } from '../../server-stub/src/access/auth/signing-key';
import { ClassDirectory } from '../../server-stub/src/class/classes/class-directory';
import { ensureFirstClass } from '../../server-stub/src/class/classes/first-class';
import type { EventLog } from '../../server-stub/src/log/event-log';
import { openSqliteStore } from '../../server-stub/src/app/storage/sqlite-store';
import { systemClock } from '../../server-stub/src/platform/clock';
import { openLogOutput } from '../../server-stub/src/platform/process/log-output';
import { systemRandom } from '../../server-stub/src/platform/random';
import { DEFAULT_POLICY } from '../../src/protocol';
import { INSTRUCTOR_TOKEN } from '../../harness/processes/class-server';

/** Says at once that the batch is in the log, and keeps nothing. */
const appendNothing: EventLog['append'] = async (_classId, { entry }) => ({ verdict: 'appended', hwm: entry.last });

/** The whole class server but for the append: what Fastify, the checks and the answer cost by themselves. */
export async function serveEmptyHandler(): Promise<void> {
  const store = openSqliteStore(':memory:');
  Object.assign(store.log, { append: appendNothing });
  const { cadenceMs } = DEFAULT_POLICY;
  await ensureFirstClass(new ClassDirectory(store.registry, systemClock, systemRandom), cadenceMs);
  const app = createApp({
    store,
    clock: systemClock,
    random: systemRandom,
    logger: openLogOutput('info'),
    keyRing: new KeyRing(generateSigningKeys(systemRandom)),
    instructorToken: INSTRUCTOR_TOKEN,
    cadenceMs,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  console.log(`listening on http://127.0.0.1:${String((app.server.address() as AddressInfo).port)}`);
}
