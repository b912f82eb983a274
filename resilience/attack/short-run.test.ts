import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTACKS } from './attacks/all-attacks';
import type { AttackMode, Force, Limit } from './stage/attack';
import { AttackedServer } from './stage/attacked-server';
import { HonestClass } from './stage/honest-class';
import { judge } from './stage/judge';
import type { Measures } from './stage/measures';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Inside the workspace, so that the bundle finds its libraries, and apart from a build that may be running. */
const PROGRAM = join(ROOT, 'server-stub', '.test', 'attacked-server.mjs');
const LIMIT_MS = 60_000;
/** For what an attack does in a short run; on a quiet machine it takes a second. */
const PATIENCE_MS = 20_000;
const FEW: Force = { seconds: 0.6, choose: few => few };
const OTHERS = { students: 5, reportsPerSecond: 20 };

/** How long something takes is for `npm run attack` to say, beside a server that is left in peace. */
const isOfBehaviour = ({ measure, timesControl }: Limit): boolean => timesControl === undefined && !measure.endsWith(', ms');

const MODES = ATTACKS.flatMap(({ name, modes }) => modes.map(mode => ({ title: `${name}: ${mode.name}`, mode })));

/** Runs the attack for a moment. @returns what became of the others, and how many of their reports were accepted */
async function attack(server: AttackedServer, mode: AttackMode): Promise<{ readonly measures: Measures; readonly reports: number }> {
  await mode.setTheScene?.(server, FEW);
  const room = await HonestClass.join(server.api, OTHERS);
  const press = await mode.prepare(server, FEW);
  await room.begin();
  room.startMeasuring();
  const end = new AbortController();
  const pressing = press(end.signal);
  const done = mode.goesOn === true ? undefined : Promise.race([pressing, delay(PATIENCE_MS)]);
  const [meanwhile] = await Promise.all([mode.meanwhile?.(server, FEW), delay(FEW.seconds * 1000), done]);
  end.abort();
  const pressed = await pressing;
  const work = await room.end();
  await room.leave();
  return { measures: { ...work, ...meanwhile, ...pressed, ...(await mode.lookAfter?.(server)) }, reports: room.tally.requests };
}

describe('while one person attacks the class, the others are served', { timeout: LIMIT_MS }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'cell-monitor-attack-'));
  const running: AttackedServer[] = [];
  let shared: AttackedServer | undefined;

  const start = async ({ record }: Pick<AttackMode, 'record'>): Promise<AttackedServer> => {
    const contents = record?.(FEW);
    const options = { store: 'sqlite', folder: join(folder, String(running.length)), program: PROGRAM } as const;
    const server = await AttackedServer.start({ ...options, ...(contents !== undefined && { record: contents }) });
    running.push(server);
    return server;
  };
  /** One for all that leave it as it was. */
  const serverFor = async (mode: AttackMode): Promise<AttackedServer> =>
    mode.record !== undefined || mode.leavesTraces === true ? start(mode) : (shared ??= await start({}));

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, [join(ROOT, 'server-stub', 'build.mjs'), PROGRAM]);
  }, LIMIT_MS);
  afterAll(async () => {
    await Promise.all(running.map(server => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(MODES.filter(({ mode }) => mode.notInShortRun === undefined))('$title', async ({ mode }) => {
    const { measures, reports } = await attack(await serverFor(mode), mode);

    const limits = mode.limits.filter(isOfBehaviour);
    const verdicts = judge({ limits }, { attacked: measures, control: {}, ownDelayMs: 0 });
    expect(verdicts.filter(({ isMet }) => !isMet).map(({ words }) => words)).toEqual([]);
    expect(reports).toBeGreaterThan((OTHERS.reportsPerSecond * FEW.seconds) / 2);
  });

  it('which says of every attack that it leaves out why', () => {
    const left = MODES.filter(({ mode }) => mode.notInShortRun !== undefined);
    expect(left.map(({ title }) => title)).toMatchInlineSnapshot(`
      [
        "the server’s clock is set: an hour back",
        "the server’s clock is set: a day forward",
        "invented students: 11,000 from one address, each with a team",
        "liars about the time: eight hours back",
        "liars about the time: from the year 1 to 9999",
        "liars about the time: sent in the year 1",
        "what has no end: rejected events",
        "what has no end: lost ranges",
        "what has no end: a source for each event",
      ]
    `);
  });
});
