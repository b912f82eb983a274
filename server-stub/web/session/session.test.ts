import { beforeEach, describe, expect, it } from 'vitest';
import { CLASS, makeState } from '../testing/class-fixtures';
import { FakeAddressBar } from '../testing/fake-address-bar';
import { WRONG_TOKEN } from '../testing/fake-entrance';
import { FakeApi } from '../testing/fake-api';
import { ME } from '../testing/me';
import { FakeTime } from '../testing/fake-time';
import { tokenInInput } from './instructor-token';
import { createSession, type Session, type SessionState } from './session';

describe('the way in', () => {
  let api: FakeApi;
  let time: FakeTime;

  beforeEach(() => {
    api = new FakeApi();
    time = new FakeTime(0);
  });

  const open = (addressBar: FakeAddressBar): Session => createSession({ api, addressBar, timers: time });
  const begin = async (fragment: string): Promise<{ state: () => SessionState; addressBar: FakeAddressBar; session: Session }> => {
    const addressBar = new FakeAddressBar(fragment);
    const session = open(addressBar);
    await session.begin();
    return { state: () => session.store.getState(), addressBar, session };
  };

  it('opens by the printed link and removes the token from the address and the history', async () => {
    const { state, addressBar } = await begin('token=right-token');
    expect(state()).toEqual({ phase: 'open', classes: [CLASS], who: ME });
    expect(addressBar.history).toEqual(['/now']);
  });

  it('shows no form while the link signs in, and is busy while a typed token does', () => {
    const session = open(new FakeAddressBar('token=right-token'));
    void session.begin();
    expect(session.store.getState().phase).toBe('checking');
    void session.signIn('right-token');
    expect(session.store.getState()).toMatchObject({ phase: 'closed', isBusy: true });
  });

  it('removes a wrong token too, and says what the server said', async () => {
    const { state, addressBar } = await begin('token=wrong');
    expect(state()).toMatchObject({ phase: 'closed', notice: { kind: 'failed', failure: WRONG_TOKEN }, tried: '' });
    expect(addressBar.history).toEqual(['/now']);
  });

  it('goes on with the session of before, and stays where the address points', async () => {
    api.hasSession = true;
    const { state, addressBar } = await begin('/students?team=Red');
    expect(state().phase).toBe('open');
    expect(addressBar.history).toEqual(['/students?team=Red']);
    expect(api.tokensTried).toEqual([]);
  });

  it('asks for all that the page begins with at once, of the class that the address names', async () => {
    api.hasSession = true;
    api.first = { classId: 'c2', eventId: 'e.7', state: makeState([]) };
    const session = open(new FakeAddressBar('/now?class=c2'));
    await session.begin('c2');
    expect(api.openingsAsked).toEqual(['c2']);
    expect(session.takeFirst()).toBe(api.first);
    expect(session.takeFirst()).toBeUndefined();
  });

  it('learns all of that by signing in, and asks for nothing more', async () => {
    api.first = { classId: CLASS.id, eventId: 'e.7', state: makeState([]) };
    const { session } = await begin('token=right-token');
    expect(session.takeFirst()).toBe(api.first);
    expect(api.openingsAsked).toEqual([]);
  });

  it('asks for the token without one, quietly', async () => {
    const { state } = await begin('');
    expect(state()).toEqual({ phase: 'closed', notice: undefined, isBusy: false, tried: '' });
  });

  it('keeps trying by itself while the server cannot be reached', async () => {
    api.isReachable = false;
    const { state } = await begin('');
    expect(state().phase).toBe('unreachable');
    api.isReachable = true;
    api.hasSession = true;
    time.pass(5000);
    await Promise.resolve();
    await Promise.resolve();
    expect(state().phase).toBe('open');
  });

  it('keeps a token that could not be tried', async () => {
    api.isReachable = false;
    const { state } = await begin('token=right-token');
    expect(state()).toMatchObject({ phase: 'closed', tried: 'right-token', notice: { failure: { kind: 'unreachable' } } });
  });

  it('does not let a late answer to an old question undo a newer one', async () => {
    const addressBar = new FakeAddressBar('');
    const session = open(addressBar);
    const old = session.begin();
    await session.signIn('right-token');
    await old;
    expect(session.store.getState().phase).toBe('open');
  });

  it('signs out, and says so when the server was not told', async () => {
    const { state, session } = await begin('token=right-token');
    api.isReachable = false;
    await session.signOut();
    expect(state()).toMatchObject({ phase: 'closed', notice: { kind: 'sign_out_failed' } });
    api.isReachable = true;
    await session.signOut();
    expect(state()).toMatchObject({ phase: 'closed', notice: { kind: 'signed_out' } });
    expect(api.hasSession).toBe(false);
  });
});

describe('what is pasted', () => {
  it('may be the token or the whole link', () => {
    expect(tokenInInput('  abc-123 \n')).toBe('abc-123');
    expect(tokenInInput('http://10.0.0.5:8600/#token=abc%2D123')).toBe('abc-123');
  });
});
