import { afterEach, beforeEach, expect, it } from 'vitest';
import { createReportingClient } from '../../src/client/whole-client';
import { ALL_TERMS } from '../../src/client/consent/consent';
import type { ReportingClient } from '../../src/client/reporting-client';
import { createMemoryOutbox } from '../../src/outbox/memory';
import { NO_HISTORY } from '../../src/outbox/no-history';
import { createSoleLocks } from '../../src/platform/locks';
import { Network } from '../server/network';
import { createSeededRandom } from '../virtual/seeded-random';
import { JOIN_CODE, SimServer } from '../server/sim-server';
import { Bustle, VirtualClock } from '../virtual/virtual-clock';

/* The real clients of a whole class and the real server, in virtual time. */

const CADENCE_MS = 15_000;
const STUDENTS = 200;
const CALLERS = 35;

let clock: VirtualClock;
let server: SimServer;
let network: Network;
let isVisible: boolean;
const random = createSeededRandom(1);

beforeEach(async () => {
  const bustle = new Bustle();
  clock = new VirtualClock(Date.parse('2026-11-22T09:00:00Z'), bustle);
  server = new SimServer(clock, random);
  network = new Network(server, clock, random, bustle);
  isVisible = true;
  await server.start();
});
afterEach(() => server.dispose());

function openPage(studentId: string): ReportingClient {
  const client = createReportingClient({
    outbox: createMemoryOutbox(),
    history: NO_HISTORY,
    transport: network.transport(() => true),
    clock,
    random: random.draw,
    randomId: random.id,
    locks: createSoleLocks(),
    logger: { warnOnce: () => undefined },
    isVisible: () => isVisible,
  });
  client.configure({ serverUrl: '', joinCode: JOIN_CODE, studentId, displayName: '', team: '' });
  client.consent.agree(ALL_TERMS);
  return client;
}

async function openClass(count: number): Promise<ReportingClient[]> {
  const pages = Array.from({ length: count }, (_, index) => openPage(`s${String(index)}`));
  await clock.advance(2 * CADENCE_MS);
  return pages;
}

/** How many requests the class makes in a second, over ten. */
async function measureRate(): Promise<number> {
  const before = network.requests;
  await clock.advance(10_000);
  return (network.requests - before) / 10;
}

it('every caller of a class reads within two seconds who is on the way, and their place before that', async () => {
  const pages = await openClass(STUDENTS);
  const quiet = await measureRate();
  const callers = pages.slice(0, CALLERS);
  for (const page of callers) {
    page.help.call({ notebook: 'a.ipynb' }, false);
  }
  await clock.advance(2500);
  expect(callers.map(({ status }) => status.help?.standing?.position ?? 0).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: CALLERS }, (_, index) => index + 1),
  );
  expect(await measureRate()).toBeLessThan(quiet + CALLERS / 1.3);

  const answer = await server.addAssistant('Mei');
  for (const [index, page] of callers.entries()) {
    await answer(page.status.help?.standing?.id ?? '', 'claimed');
    await clock.advance(2000);
    expect(page.status.help?.standing, `caller ${String(index)}`).toMatchObject({ status: 'claimed', by: 'Mei' });
  }
});

it('a whole class that calls at once costs no more than a server has for callers, and everybody is told in the end', async () => {
  const pages = await openClass(STUDENTS);
  for (const page of pages) {
    page.help.call({ notebook: 'a.ipynb' }, false);
  }
  await clock.advance(CADENCE_MS);
  expect(await measureRate()).toBeLessThan(30);
  const answer = await server.addAssistant('Mei');
  await answer(pages[7]?.status.help?.standing?.id ?? '', 'claimed');
  await clock.advance(CADENCE_MS);
  expect(pages[7]?.status.help?.standing).toMatchObject({ by: 'Mei' });
});

it('a page that nobody looks at, and a call without news for long, keep to the class’s cadence', async () => {
  const [page] = await openClass(1);
  page?.help.call({ notebook: 'a.ipynb' }, false);
  await clock.advance(2500);
  expect(await measureRate()).toBeGreaterThan(0.5);
  isVisible = false;
  await clock.advance(2000);
  expect(await measureRate()).toBeLessThan(0.2);
  isVisible = true;
  page?.sendNow();
  await clock.advance(100);
  expect(await measureRate()).toBeGreaterThan(0.5);
  await clock.advance(15 * 60_000);
  expect(await measureRate()).toBeLessThan(0.2);
});

it('the owner, who has no name of their own, is named to nobody', async () => {
  const [page] = await openClass(1);
  page?.help.call({ notebook: 'a.ipynb' }, false);
  await clock.advance(2500);
  await server.answerAsOwner(page?.status.help?.standing?.id ?? '', 'claimed');
  await clock.advance(2000);
  expect(page?.status.help?.standing).toEqual({ id: page?.status.help?.standing?.id, status: 'claimed' });
});
