import { beforeEach, describe, expect, it } from 'vitest';

import { FakeLogger } from '../platform/fixtures/fake-logger';
import type { PluginSettings } from './class-settings';
import { Classes } from './classes';
import { english } from '../jupyter/fixtures/english';
import { FakeClient } from './fixtures/fake-client';
import { FakeSettings } from './fixtures/fake-settings';
import { placeForAnother } from '../ui/join/join-place';

const ADA = { serverUrl: 'http://host:8600', joinCode: 'BLUE', studentId: 'ada', displayName: 'Ada', team: '' };
const R = { serverUrl: 'http://other:8600', joinCode: 'RED', studentId: 'a.lovelace', displayName: '', team: '' };

const never = new AbortController().signal;
const turn = () => new Promise<void>(resolve => setImmediate(resolve));

let clients: Map<string, FakeClient>;

beforeEach(() => {
  clients = new Map();
});

function begin(settings: FakeSettings, hubUser = ''): Classes {
  return new Classes({
    settings: settings as unknown as PluginSettings,
    hubUser,
    createClient: name => {
      const client = new FakeClient();
      clients.set(name, client);
      return client;
    },
    sleep: () => Promise.resolve(),
    logger: new FakeLogger(),
  });
}

const configuredIn = (name: string) => clients.get(name)?.configured.at(-1);
const ownerOf = (classes: Classes, notebook: string) => classes.ownerOf(notebook)?.name;

describe('a student in two classes', () => {
  it('has a client for each, with the identity that counts there', () => {
    begin(new FakeSettings({ ...ADA, otherClasses: { r: { ...R, folder: 'courses/r' } } }));
    expect(configuredIn('')).toEqual(ADA);
    expect(configuredIn('r')).toEqual(R);
  });

  it('reports each notebook to the class with the most specific folder', () => {
    const classes = begin(new FakeSettings({ ...ADA, otherClasses: { r: { ...R, folder: 'courses/r' } } }));
    expect(ownerOf(classes, 'courses/r/a.ipynb')).toBe('r');
    expect(ownerOf(classes, 'courses/python/a.ipynb')).toBe('');
  });

  it('reports nothing of notebooks that are in no folder of a class', () => {
    const classes = begin(new FakeSettings({ ...ADA, folder: 'python', otherClasses: { r: { ...R, folder: 'courses/r' } } }));
    expect(ownerOf(classes, 'diary.ipynb')).toBeUndefined();
  });

  it('reports no notebook of a class to another only because its settings need a correction', () => {
    const classes = begin(new FakeSettings({ ...ADA, otherClasses: { r: { ...R, serverUrl: 'ftp://x', folder: 'courses/r' } } }));
    expect(configuredIn('r')).toBeUndefined();
    expect(ownerOf(classes, 'courses/r/a.ipynb')).toBe('r');
  });

  it('may have no first class', () => {
    const classes = begin(new FakeSettings({ otherClasses: { r: { ...R, folder: '' } } }));
    expect(ownerOf(classes, 'a.ipynb')).toBe('r');
    expect(classes.shown.map(({ name }) => name)).toEqual(['']);
    clients.get('r')?.say({ phase: 'reporting' });
    expect(classes.shown.map(({ name }) => name)).toEqual(['r']);
  });

  it('completes what an administrator has set for everybody', () => {
    const settings = new FakeSettings({ otherClasses: { r: { serverUrl: R.serverUrl, joinCode: 'RED', identity: 'hub', folder: 'r' } } });
    begin(settings, 'ada');
    expect(configuredIn('r')).toEqual({ ...R, studentId: 'ada', vouchedBy: 'hub' });
  });
});

it('in a class that an administrator has set for everybody, a student is who they are in the first', async () => {
  const settings = new FakeSettings({
    serverUrl: ADA.serverUrl,
    joinCode: 'BLUE',
    otherClasses: { r: { serverUrl: R.serverUrl, joinCode: 'RED', folder: 'r' } },
  });
  const classes = begin(settings);
  expect(configuredIn('r')).toBeUndefined();
  void classes.all[0]?.membership.join(ADA, never);
  await turn();
  await turn();
  expect(configuredIn('r')).toEqual({ ...R, studentId: 'ada', displayName: 'Ada' });
});

describe('joining another class', () => {
  it('stores it beside the first under a folder of its own, and leaves the first alone', async () => {
    const settings = new FakeSettings();
    settings.user = { ...ADA };
    const classes = begin(settings);
    const place = placeForAnother(classes, 'courses/r', '', english);
    expect(place.initial).toMatchObject({ link: '', studentId: 'ada', folder: 'courses/r' });
    void place.join(R, 'courses/r', never, undefined);
    await turn();
    const { displayName: _name, team: _team, ...typed } = R;
    expect(settings.user).toEqual({ ...ADA, otherClasses: { 'courses/r': { ...typed, folder: 'courses/r' } } });
    expect(configuredIn('courses/r')).toEqual(R);
    expect(configuredIn('')).toEqual(ADA);
    expect(ownerOf(classes, 'courses/r/a.ipynb')).toBe('courses/r');
  });

  it('asks for a folder that no other class has', async () => {
    const settings = new FakeSettings({ ...ADA, folder: 'courses' });
    const place = placeForAnother(begin(settings), 'courses', '', english);
    expect(place.initial.folder).toBe('');
    expect(place.findFolderFlaw?.(' ')).toMatch(/^Say in which folder/u);
    expect(place.findFolderFlaw?.('/')).toMatch(/^Say in which folder/u);
    expect(place.findFolderFlaw?.('/courses/')).toMatch(/^Another of your classes/u);
    expect(place.findFolderFlaw?.('courses/r')).toBeUndefined();
  });

  it('may be corrected after the server has refused it', async () => {
    const settings = new FakeSettings(ADA);
    const place = placeForAnother(begin(settings), 'r', '', english);
    void place.join({ ...R, joinCode: 'WRONG' }, 'r', never, undefined);
    await turn();
    expect(place.findFolderFlaw?.('r')).toBeUndefined();
    void place.join(R, 'courses/r', never, undefined);
    await turn();
    expect(settings.user).toMatchObject({ otherClasses: { r: { joinCode: 'RED', folder: 'courses/r' } } });
  });
});

describe('joining another class on a JupyterHub whose word the first one takes', () => {
  const HUB_CLASS = { serverUrl: 'http://host:8600/', joinCode: 'BLUE', identity: 'hub' };
  const ON_HUB = { ...ADA, joinCode: 'RED', displayName: '' };
  const openForm = () => {
    const settings = new FakeSettings(HUB_CLASS);
    const classes = begin(settings, 'ada');
    return { settings, place: placeForAnother(classes, 'r', 'ada', english) };
  };

  it('needs no student id for a class of the same server, nor before the form names one', async () => {
    const { settings, place } = openForm();
    expect([undefined, 'http://host:8600', 'http://host:8600/'].map(place.isVouchedByHub)).toEqual([true, true, true]);
    void place.join(ON_HUB, 'r', never, undefined);
    await turn();
    expect(settings.user).toMatchObject({ otherClasses: { r: { identity: 'hub' } } });
    expect(configuredIn('r')).toEqual({ ...ON_HUB, vouchedBy: 'hub' });
  });

  it('needs one for a class of another server, which never sees a token of the hub', async () => {
    const { place } = openForm();
    expect(place.isVouchedByHub(R.serverUrl)).toBe(false);
    void place.join(R, 'r', never, undefined);
    await turn();
    expect(configuredIn('r')).toEqual(R);
  });

  it('may be corrected from the one to the other after it was refused', async () => {
    const { settings, place } = openForm();
    void place.join(ON_HUB, 'r', never, undefined);
    await turn();
    void place.join(R, 'r', never, undefined);
    await turn();
    expect(configuredIn('r')).toEqual(R);
    expect(settings.user).toMatchObject({ otherClasses: { r: { identity: 'form' } } });
  });

  it('needs one where the first class takes whoever comes, or where there is no hub', () => {
    const onHub = begin(new FakeSettings(ADA), 'ada');
    const elsewhere = begin(new FakeSettings(HUB_CLASS));
    const vouched = [onHub, elsewhere].map(classes => placeForAnother(classes, 'r', '', english).isVouchedByHub('http://host:8600'));
    expect(vouched).toEqual([false, false]);
  });
});

describe('leaving one of two classes', () => {
  const both = () => {
    const settings = new FakeSettings();
    settings.user = { ...ADA, otherClasses: { r: { ...R, folder: 'r' } } };
    return settings;
  };

  it('forgets that class alone', async () => {
    const settings = both();
    const classes = begin(settings);
    await classes.all[1]?.membership.leave();
    expect(settings.user).toEqual(ADA);
    expect([clients.get('')?.hasLeft, clients.get('r')?.hasLeft]).toEqual([false, true]);
  });

  it('may be followed by joining it again, in the folder that it had or in another', async () => {
    const settings = both();
    const classes = begin(settings);
    for (const folder of ['r', 'courses/r']) {
      await classes.inFolder('r')?.membership.leave();
      void placeForAnother(classes, folder, '', english).join(R, folder, never, undefined);
      await turn();
      expect(ownerOf(classes, `${folder}/a.ipynb`)).toBe(folder);
      expect(ownerOf(classes, 'a.ipynb')).toBe('');
    }
  });

  it('may leave the first', async () => {
    const settings = both();
    const classes = begin(settings);
    await classes.all[0]?.membership.leave();
    expect(settings.user).toEqual({ otherClasses: { r: { ...R, folder: 'r' } } });
    expect(ownerOf(classes, 'r/a.ipynb')).toBe('r');
    expect(ownerOf(classes, 'a.ipynb')).toBeUndefined();
  });

  it('pauses one of them alone', async () => {
    const settings = both();
    begin(settings).all[1]?.membership.setPaused(true);
    await turn();
    expect(settings.user).toMatchObject({ otherClasses: { r: { ...R, paused: true } } });
    expect([clients.get('')?.paused.at(-1), clients.get('r')?.paused.at(-1)]).toEqual([false, true]);
  });
});

it('a class that comes with the settings later is announced', async () => {
  const settings = new FakeSettings(ADA);
  const classes = begin(settings);
  const added: string[] = [];
  classes.added.connect((_, own) => void added.push(own.name));
  await settings.set('otherClasses', { r: { ...R, folder: 'r' } });
  expect(added).toEqual(['r']);
});
