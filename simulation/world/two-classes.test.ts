import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FolderRecorder } from '../../src/capture/recorder/folder-recorder';
import { createIndexedDbOutbox } from '../../src/outbox/indexed-db';
import { createReportingClient } from '../../src/client/whole-client';
import { ALL_TERMS } from '../../src/client/consent/consent';
import type { Transport } from '../../src/transport/transport';
import type { PluginSettings } from '../../src/classes/class-settings';
import { Classes } from '../../src/classes/classes';
import { FakeSettings } from '../../src/classes/fixtures/fake-settings';
import { Network } from '../server/network';
import { NO_HISTORY } from '../../src/outbox/no-history';
import { createSeededRandom } from '../virtual/seeded-random';
import { JOIN_CODE, SimServer } from '../server/sim-server';
import { TabLocks } from './sim-tab';
import { Bustle, VirtualClock } from '../virtual/virtual-clock';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

const PYTHON = { serverUrl: 'http://python', joinCode: JOIN_CODE, studentId: 'ada' };
const R = { serverUrl: 'http://r', joinCode: JOIN_CODE, studentId: 'a.lovelace' };

let bustle: Bustle;
let clock: VirtualClock;
let servers: Record<'python' | 'r', SimServer>;
let networks: Record<'python' | 'r', Network>;
let factory: IDBFactory;
let locks: TabLocks;
const random = createSeededRandom(1);

beforeEach(async () => {
  bustle = new Bustle();
  clock = new VirtualClock(Date.parse('2026-11-22T09:00:00Z'), bustle);
  factory = new IDBFactory();
  locks = new TabLocks();
  servers = { python: new SimServer(clock, random), r: new SimServer(clock, random) };
  networks = { python: new Network(servers.python, clock, random, bustle), r: new Network(servers.r, clock, random, bustle) };
  await Promise.all(Object.values(servers).map(server => server.start()));
});

afterEach(async () => {
  await Promise.all(Object.values(servers).map(server => server.dispose()));
});

/** Goes to whichever server is asked for. */
function transport(): Transport {
  const ways = { 'http://python': networks.python.transport(() => true), 'http://r': networks.r.transport(() => true) };
  const way = (url: string) => ways[url as keyof typeof ways];
  return {
    enrol: (url, ...args) => way(url).enrol(url, ...args),
    send: (url, ...args) => way(url).send(url, ...args),
    erase: (url, ...args) => way(url).erase(url, ...args),
    sendOnClose: (url, ...args) => way(url).sendOnClose(url, ...args),
  };
}

/** A page of JupyterLab with the real clients in it. */
function openPage(settings: FakeSettings, owner = 'http://lab/user/ada/') {
  const tab = {};
  const classes = new Classes({
    settings: settings as unknown as PluginSettings,
    hubUser: '',
    createClient: name => {
      const outbox = createIndexedDbOutbox(factory, `${owner} ${name}`);
      const client = createReportingClient({
        outbox: watched(outbox),
        history: NO_HISTORY,
        transport: transport(),
        clock,
        random: random.draw,
        randomId: random.id,
        locks: locks.for(tab),
        logger: { warnOnce: () => undefined },
      });
      return client;
    },
    sleep: (ms, signal) => clock.sleep(ms, signal),
    logger: { warnOnce: () => undefined },
  });
  const paths = { formerly: () => undefined };
  const recorders = classes.all.map(own => new FolderRecorder(own.client, notebook => classes.ownerOf(notebook) === own, paths));
  classes.all.forEach(({ client }) => client.consent.agree(ALL_TERMS));
  /** Every recorder hears of every notebook, as in JupyterLab. */
  const run = (notebook: string) => recorders.forEach(recorder => recorder.enqueue('cell.executed', { notebook }));
  const kill = () => locks.freeAllOf(tab);
  return { classes, run, kill };
}

function watched<T extends object>(part: T): T {
  return new Proxy(part, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (...args: unknown[]) => bustle.during(member.apply(target, args) as Promise<unknown>) : member;
    },
  });
}

async function recordOf(server: SimServer): Promise<string[]> {
  const events = await server.exportEvents();
  return events.map(({ studentId, data }) => `${studentId} ${String((data as { notebook?: string }).notebook)}`).toSorted();
}

const inBoth = () => new FakeSettings({ ...PYTHON, folder: '', otherClasses: { r: { ...R, folder: 'courses/r' } } });

it('each notebook arrives in its own class, and nothing in the other', async () => {
  const page = openPage(inBoth());
  await clock.advance(20_000);
  page.run('courses/python/a.ipynb');
  page.run('courses/r/b.ipynb');
  await clock.advance(60_000);
  expect(await recordOf(servers.python)).toEqual(['ada courses/python/a.ipynb']);
  expect(await recordOf(servers.r)).toEqual(['a.lovelace courses/r/b.ipynb']);
});

it('a notebook in no folder of a class never leaves', async () => {
  const page = openPage(new FakeSettings({ ...PYTHON, folder: 'python', otherClasses: { r: { ...R, folder: 'courses/r' } } }));
  await clock.advance(20_000);
  page.run('diary.ipynb');
  page.run('python/a.ipynb');
  await clock.advance(60_000);
  expect(await recordOf(servers.python)).toEqual(['ada python/a.ipynb']);
  expect(await recordOf(servers.r)).toEqual([]);
});

it('what a page that died had not sent is taken up for the class that it was for', async () => {
  networks.python.mode = 'down';
  networks.r.mode = 'down';
  const page = openPage(inBoth());
  page.run('courses/r/b.ipynb');
  page.run('courses/python/a.ipynb');
  await clock.advance(60_000);
  page.kill();
  // A request may be on its way, and is waited for.
  await Promise.all([...page.classes.all.map(({ client }) => client.dispose()), clock.advance(30_000)]);
  networks.python.mode = 'good';
  networks.r.mode = 'good';
  openPage(inBoth());
  await clock.advance(300_000);
  expect(await recordOf(servers.python)).toEqual(['ada courses/python/a.ipynb']);
  expect(await recordOf(servers.r)).toEqual(['a.lovelace courses/r/b.ipynb']);
});

it('a server that is away holds up its own class alone, and a class that refuses its student gives nothing to the other', async () => {
  networks.python.mode = 'down';
  const page = openPage(
    new FakeSettings({ ...PYTHON, otherClasses: { r: { ...PYTHON, serverUrl: R.serverUrl, joinCode: 'WRONG', folder: 'r' } } }),
  );
  page.run('a.ipynb');
  page.run('r/b.ipynb');
  await clock.advance(60_000);
  networks.python.mode = 'good';
  await clock.advance(300_000);
  expect(page.classes.all.map(({ client }) => client.status.phase)).toEqual(['reporting', 'held']);
  expect(await recordOf(servers.python)).toEqual(['ada a.ipynb']);
  expect(await recordOf(servers.r)).toEqual([]);
});

it('two users of a hub on one origin stay apart', async () => {
  const ada = openPage(inBoth());
  const bob = openPage(new FakeSettings({ ...PYTHON, studentId: 'bob' }), 'http://lab/user/bob/');
  await clock.advance(20_000);
  ada.run('a.ipynb');
  bob.run('courses/r/b.ipynb');
  await clock.advance(60_000);
  expect(await recordOf(servers.python)).toEqual(['ada a.ipynb', 'bob courses/r/b.ipynb']);
  expect(await recordOf(servers.r)).toEqual([]);
});
