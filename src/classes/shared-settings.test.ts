import { array, assert, asyncProperty, boolean, constantFrom, nat, record } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { FakeLogger } from '../platform/fixtures/fake-logger';
import type { PluginSettings } from './class-settings';
import { Classes } from './classes';
import { english } from '../jupyter/fixtures/english';
import { FakeClient } from './fixtures/fake-client';
import { FakeTabs, type TabSettings } from './fixtures/fake-tabs';
import { placeForAnother } from '../ui/join/join-place';
import { shareSettings } from './shared-settings';

const ADA = { serverUrl: 'http://host:8600', joinCode: 'BLUE', studentId: 'ada', displayName: 'Ada', team: '' };
const R = { serverUrl: 'http://other:8600', joinCode: 'RED', studentId: 'a.lovelace', displayName: '', team: '' };

const never = new AbortController().signal;
const turn = () => new Promise<void>(resolve => setImmediate(resolve));

function share(tabs: FakeTabs, settings: TabSettings, logger = new FakeLogger()): void {
  shareSettings({
    settings: settings as unknown as PluginSettings,
    reload: () => settings.reload(),
    channel: tabs.channelOf(settings),
    logger,
  });
}

/** A page of JupyterLab: its classes, and the client of each. */
function openTab(tabs: FakeTabs) {
  const settings = tabs.open();
  share(tabs, settings);
  const clients = new Map<string, FakeClient>();
  const createClient = (name: string) => {
    const client = new FakeClient();
    clients.set(name, client);
    return client;
  };
  const parts = { hubUser: '', createClient, sleep: () => Promise.resolve(), logger: new FakeLogger() };
  const classes = new Classes({ ...parts, settings: settings as unknown as PluginSettings });
  return { settings, classes, reports: (name: string) => clients.get(name)?.configured.at(-1), clients };
}

describe('in all tabs of a student', () => {
  it('a class that is joined in one is reported to', async () => {
    const tabs = new FakeTabs();
    const [one, other] = [openTab(tabs), openTab(tabs)];
    void one.classes.all[0]?.membership.join(ADA, never);
    await turn();
    expect(other.reports('')).toEqual(ADA);
  });

  it('another class is, too, and takes the notebooks of its folder', async () => {
    const tabs = new FakeTabs(ADA);
    const [one, other] = [openTab(tabs), openTab(tabs)];
    void placeForAnother(one.classes, 'r', '', english).join(R, 'r', never, undefined);
    await turn();
    expect(other.reports('r')).toEqual(R);
    expect(other.classes.ownerOf('r/a.ipynb')?.name).toBe('r');
  });

  it('a class that is left in one is left', async () => {
    const tabs = new FakeTabs({ ...ADA, otherClasses: { r: { ...R, folder: 'r' } } });
    const [one, other] = [openTab(tabs), openTab(tabs)];
    await one.classes.all[1]?.membership.leave();
    await turn();
    expect([other.reports(''), other.reports('r')]).toEqual([ADA, undefined]);
    expect(other.classes.inFolder('r')).toBeUndefined();
  });

  it('a class that is paused in one is paused', async () => {
    const tabs = new FakeTabs(ADA);
    const [one, other] = [openTab(tabs), openTab(tabs)];
    one.classes.all[0]?.membership.setPaused(true);
    await turn();
    expect(other.clients.get('')?.paused.at(-1)).toBe(true);
  });
});

describe('tabs that tell each other of their settings', () => {
  it('read them once, and tell nobody again', async () => {
    const tabs = new FakeTabs(ADA);
    const [one, other, third] = [tabs.open(), tabs.open(), tabs.open()];
    [one, other, third].forEach(settings => share(tabs, settings));
    await one.set('joinCode', 'RED');
    await turn();
    expect(tabs.posts).toHaveLength(1);
    expect([other, third].map(({ user, reloads }) => [user['joinCode'], reloads])).toEqual([
      ['RED', 1],
      ['RED', 1],
    ]);
  });

  it('say so once, in the log, when they cannot be read', async () => {
    const tabs = new FakeTabs(ADA);
    const [one, other] = [tabs.open(), tabs.open()];
    const logger = new FakeLogger();
    share(tabs, one);
    const refuses = () => Promise.reject(new Error('503'));
    shareSettings({ settings: other as unknown as PluginSettings, reload: refuses, channel: tabs.channelOf(other), logger });
    await one.set('joinCode', 'RED');
    await turn();
    expect(logger.kinds).toEqual(['reload settings']);
  });

  it('come to rest, all with what is stored, however many change something at the same time', async () => {
    const change = record({ tab: nat(3), joinCode: constantFrom('RED', 'BLUE', 'PLUM'), isAtOnce: boolean() });
    await assert(
      asyncProperty(array(change, { maxLength: 12 }), async changes => {
        const tabs = new FakeTabs(ADA);
        const open = [tabs.open(), tabs.open(), tabs.open(), tabs.open()];
        open.forEach(settings => share(tabs, settings));
        for (const { tab, joinCode, isAtOnce } of changes) {
          const saving = open[tab]?.set('joinCode', joinCode);
          await (isAtOnce ? undefined : saving);
        }
        await turn();
        expect(open.map(({ user }) => JSON.stringify(user))).toEqual(open.map(() => tabs.stored));
        expect(tabs.posts.length).toBeLessThanOrEqual(changes.length * open.length);
      }),
    );
  });
});
