import { beforeEach, describe, expect, it } from 'vitest';

import { FakeLogger } from '../platform/fixtures/fake-logger';
import type { Trouble } from '../delivery';
import { DEFAULT_POLICY, policyTerms } from '../protocol';
import { ClassSettings, type PluginSettings } from './class-settings';
import { FakeClient } from './fixtures/fake-client';
import { FakeSettings } from './fixtures/fake-settings';
import { Membership } from './membership';

const ADA = { serverUrl: 'http://host:8600', joinCode: 'BLUE', studentId: 'ada', displayName: 'Ada', team: '' };

const TAKEN: Trouble = { kind: 'refused', code: 'student_id_taken', detail: 'taken' };
const AWAY: Trouble = { kind: 'unreachable', origin: 'http://host:8600' };

/** Sleeps until the test wakes them. */
class Sleepers {
  #wake: (() => void)[] = [];

  readonly sleep = (_ms: number, signal?: AbortSignal) =>
    new Promise<void>(resolve => {
      this.#wake.push(resolve);
      signal?.addEventListener('abort', () => resolve());
    });

  async wakeAll(): Promise<void> {
    for (const wake of this.#wake.splice(0)) {
      wake();
    }
    await Promise.resolve();
  }
}

let client: FakeClient;
let logger: FakeLogger;
let sleepers: Sleepers;

beforeEach(() => {
  client = new FakeClient();
  logger = new FakeLogger();
  sleepers = new Sleepers();
});

function begin(settings: FakeSettings, hubUser = ''): Membership {
  const parts = {
    settings: new ClassSettings(settings as unknown as PluginSettings, hubUser),
    client,
    sleep: sleepers.sleep,
    logger,
  };
  return new Membership(parts);
}

const never = new AbortController().signal;
const turn = () => new Promise<void>(resolve => setImmediate(resolve));

describe('at the start', () => {
  it('an administrator who set everything leaves nothing to do', () => {
    begin(new FakeSettings(ADA));
    expect(client.configured).toEqual([ADA]);
  });

  it('without settings nothing is recorded', () => {
    expect(begin(new FakeSettings()).reading.kind).toBe('unset');
    expect(client.configured).toEqual([undefined]);
  });

  it('settings that cannot be used are told apart from none', () => {
    const membership = begin(new FakeSettings({ ...ADA, serverUrl: 'ftp://x' }));
    expect(membership.facts.isMisconfigured).toBe(true);
    expect(client.configured).toEqual([undefined]);
  });

  it('a pause from yesterday still holds', () => {
    begin(new FakeSettings({ ...ADA, paused: true }));
    expect(client.paused).toEqual([true]);
  });
});

describe('on a JupyterHub whose class takes its word', () => {
  const HUB_CLASS = { serverUrl: ADA.serverUrl, joinCode: ADA.joinCode, identity: 'hub' };

  it('there is nothing to fill in, and what was typed before does not count', () => {
    begin(new FakeSettings({ ...HUB_CLASS, studentId: 'mallory', displayName: 'Mallory' }), 'ada');
    expect(client.configured).toEqual([{ ...ADA, displayName: '', vouchedBy: 'hub' }]);
  });

  it('the form is there where there is no hub', () => {
    expect(begin(new FakeSettings(HUB_CLASS)).reading).toMatchObject({ kind: 'unset', missing: ['studentId'] });
  });

  it('only a class that asks for it is told the login name unasked', () => {
    expect(begin(new FakeSettings({ ...HUB_CLASS, identity: 'form' }), 'ada').reading).toMatchObject({
      kind: 'unset',
      missing: ['studentId'],
    });
  });
});

describe('the settings editor', () => {
  it('configures once the typing has come to rest, and not with every letter', async () => {
    const settings = new FakeSettings({ ...ADA, studentId: '' });
    begin(settings);
    await settings.set('studentId', 's');
    await settings.set('studentId', 's1');
    await settings.set('studentId', 's12');
    await turn();
    expect(client.configured).toEqual([undefined]);
    await sleepers.wakeAll();
    expect(client.configured.slice(1)).toEqual([{ ...ADA, studentId: 's12' }]);
  });
});

describe('joining by the form', () => {
  it('stores everything in one write, configures at once and waits for the answer', async () => {
    const settings = new FakeSettings();
    const joining = begin(settings).join(ADA, never);
    await turn();
    const { team, ...typed } = ADA;
    expect(settings.user).toEqual(typed);
    expect(client.configured.at(-1)?.team).toBe(team);
    expect(client.configured.at(-1)).toEqual(ADA);
    client.say({ phase: 'joining' });
    client.say({ phase: 'reporting' });
    await expect(joining).resolves.toMatchObject({ phase: 'reporting' });
  });

  it('leaves to the administrator what equals the default', async () => {
    const settings = new FakeSettings({ serverUrl: ADA.serverUrl, joinCode: ADA.joinCode, team: '' });
    const joining = begin(settings).join(ADA, never);
    await turn();
    client.say({ phase: 'reporting' });
    await joining;
    expect(settings.user).toEqual({ studentId: 'ada', displayName: 'Ada' });
  });

  it('asks the client to enrol now, not at the next cadence', async () => {
    const joining = begin(new FakeSettings()).join(ADA, never);
    await turn();
    const before = client.sent;
    client.say({ phase: 'joining' });
    client.say({ phase: 'joining' });
    expect(client.sent).toBe(before + 2);
    client.say({ phase: 'reporting' });
    await joining;
    client.say({ phase: 'joining' });
    expect(client.sent).toBe(before + 2);
  });

  it('does not take the refusal of the name before for an answer', async () => {
    client.say({ phase: 'held', trouble: { ...TAKEN } });
    const joining = begin(new FakeSettings({ ...ADA, studentId: 'bob' })).join(ADA, never);
    await turn();
    client.say({ phase: 'held', trouble: { ...TAKEN } });
    client.say({ phase: 'joining', trouble: null });
    client.say({ phase: 'offline', trouble: AWAY });
    await expect(joining).resolves.toMatchObject({ phase: 'offline', trouble: AWAY });
  });

  it('takes the same refusal for an answer when the same student tries again', async () => {
    client.say({ phase: 'held', trouble: { ...TAKEN } });
    const joining = begin(new FakeSettings(ADA)).join(ADA, never);
    await turn();
    client.say({ phase: 'held', trouble: { ...TAKEN } });
    await expect(joining).resolves.toMatchObject({ phase: 'held' });
  });

  it('ends a pause', async () => {
    const settings = new FakeSettings();
    settings.user = { ...ADA, paused: true };
    const joining = begin(settings).join(ADA, never);
    await turn();
    expect(client.paused.at(-1)).toBe(false);
    client.say({ phase: 'reporting' });
    await joining;
  });

  it('fails when the settings cannot be stored', async () => {
    const settings = new FakeSettings();
    settings.refuses = true;
    await expect(begin(settings).join(ADA, never)).rejects.toThrow('read-only');
  });

  it('listens no longer once the form is closed', async () => {
    const closing = new AbortController();
    void begin(new FakeSettings()).join(ADA, closing.signal);
    await turn();
    closing.abort();
    expect(client.listeners.size).toBe(0);
  });
});

describe('a pause', () => {
  it('holds at once, is stored, and is still held when the store has settled', async () => {
    const settings = new FakeSettings(ADA);
    begin(settings).setPaused(true);
    expect(client.paused.at(-1)).toBe(true);
    await turn();
    await sleepers.wakeAll();
    expect(settings.user).toEqual({ paused: true });
    expect(client.paused).toEqual([false, true, true]);
  });

  it('holds for this page even where it cannot be stored', async () => {
    const settings = new FakeSettings(ADA);
    settings.refuses = true;
    begin(settings).setPaused(true);
    await turn();
    expect(client.paused).toEqual([false, true]);
    expect(logger.kinds).toEqual(['save paused']);
  });
});

describe('a class without pauses', () => {
  it('is not paused', () => {
    const settings = new FakeSettings(ADA);
    client.say({ policy: { ...DEFAULT_POLICY, mayPause: false } });
    const membership = begin(settings);
    membership.setPaused(true);
    expect(membership.mayPause).toBe(false);
    expect(client.paused).toEqual([false]);
    expect(settings.user).toEqual({});
  });
});

describe('consent', () => {
  it('is given by joining through a form that shows what the class asks for', async () => {
    void begin(new FakeSettings()).join(ADA, never, { terms: policyTerms(DEFAULT_POLICY), isAgreed: true });
    await turn();
    expect(client.agreed).toEqual([policyTerms(DEFAULT_POLICY)]);
  });

  it('is not given by joining through a form that shows what was agreed to elsewhere: that has been seen', async () => {
    void begin(new FakeSettings()).join(ADA, never, { terms: policyTerms(DEFAULT_POLICY), isAgreed: false });
    await turn();
    expect([client.agreed, client.seen]).toEqual([[], [policyTerms(DEFAULT_POLICY)]]);
  });

  it('is neither given nor seen by joining through a form that could not show anything yet', async () => {
    void begin(new FakeSettings()).join(ADA, never);
    await turn();
    expect([client.agreed, client.seen, client.rejoined]).toEqual([[], [], 1]);
  });

  it('is given and refused for what the class asks for now', () => {
    const membership = begin(new FakeSettings(ADA));
    client.say({ policy: { ...DEFAULT_POLICY, level: 'code', retentionDays: 30 } });
    membership.agree();
    membership.decline();
    const terms = { level: 'code', mayPause: true, retentionDays: 30 };
    expect([client.agreed, client.declined]).toEqual([[terms], [terms]]);
  });

  it('to nothing is none', () => {
    const membership = begin(new FakeSettings(ADA));
    client.say({ policy: null });
    membership.agree();
    expect(client.agreed).toEqual([]);
  });
});

describe('leaving', () => {
  it('forgets what the student typed, and leaves the administrator’s settings and the student’s others', async () => {
    const settings = new FakeSettings({ serverUrl: ADA.serverUrl, joinCode: ADA.joinCode });
    settings.user = { studentId: 'ada', displayName: 'Ada', paused: false };
    const membership = begin(settings);
    await membership.leave();
    expect(client.hasLeft).toBe(true);
    expect(settings.user).toEqual({ paused: false });
    expect(membership.reading.kind).toBe('unset');
    expect(client.configured.at(-1)).toBeUndefined();
  });

  it('is done even where not everything could be deleted, and says so', async () => {
    client.refusesToForget = true;
    const settings = new FakeSettings();
    settings.user = { ...ADA };
    await expect(begin(settings).leave()).rejects.toThrow('the database is locked');
    expect(settings.user).toEqual({});
    expect(client.configured.at(-1)).toBeUndefined();
  });

  it('is not done where the server does not delete what it should', async () => {
    client.refusesToErase = { kind: 'server_says', detail: 'The log is away.' };
    const settings = new FakeSettings();
    settings.user = { ...ADA };
    await expect(begin(settings).eraseAndLeave()).resolves.toEqual({ kind: 'server_says', detail: 'The log is away.' });
    expect(settings.user).toEqual(ADA);
    client.refusesToErase = undefined;
    await expect(begin(settings).eraseAndLeave()).resolves.toBeUndefined();
    expect(settings.user).toEqual({});
  });

  it('is undone by joining again', async () => {
    void begin(new FakeSettings()).join(ADA, never);
    await turn();
    expect(client.rejoined).toBe(1);
  });
});

it('follows the settings no longer when disposed', async () => {
  const settings = new FakeSettings(ADA);
  begin(settings).dispose();
  await settings.set('studentId', 'bob');
  await sleepers.wakeAll();
  expect(client.configured).toHaveLength(1);
});
