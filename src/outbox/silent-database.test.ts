import { IDBDatabase, IDBFactory, IDBKeyRange, IDBTransaction } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { VirtualClock } from '../../simulation/virtual/virtual-clock';
import type { PageLife } from '../platform/page-life';
import { silentAt, type Silence } from './fixtures/silent-factory';
import { createIndexedDbOutbox } from './indexed-db';
import { createIndexedDbHistory } from './indexed-db-history';
import { DEADLINE_MS, StorageSilence } from './patience';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

const source = { sid: 'A'.repeat(22), identityKey: 'ada' };
const event = { first: 1, seq: 1, body: '{}' };

let clock: VirtualClock;
let factory: IDBFactory;
beforeEach(() => {
  clock = new VirtualClock(0);
  factory = new IDBFactory();
});

/** How a call ends, as soon as it does. */
function follow(call: Promise<unknown>): { end: unknown } {
  const followed = { end: undefined as unknown };
  call.then(
    () => (followed.end = 'answered'),
    (error: unknown) => (followed.end = error),
  );
  return followed;
}

describe.each<Silence>(['open', 'read', 'write'])('a database that never answers, at the %s,', at => {
  it('is waited for until the deadline and no longer', async () => {
    const outbox = createIndexedDbOutbox(silentAt(at, factory), 'ada', { clock });
    const call = follow(at === 'read' ? outbox.peek(source.sid, 0, 1) : outbox.append(source, [event]));
    await clock.advance(DEADLINE_MS - 1);
    expect(call.end).toBeUndefined();
    await clock.advance(1);
    expect(call.end).toBeInstanceOf(StorageSilence);
    await outbox.silence;
  });

  it('is given up for good, so that nothing waits a second time', async () => {
    const outbox = createIndexedDbOutbox(silentAt(at, factory), 'ada', { clock });
    const calls = [outbox.append(source, [event]), outbox.peek(source.sid, 0, 1), outbox.getItem('lease')].map(follow);
    await clock.advance(DEADLINE_MS);
    calls.push(follow(outbox.updateItem('lease', () => 1)));
    await clock.advance(0);
    expect(calls.filter(({ end }) => end === undefined)).toEqual([]);
    expect(calls.at(-1)?.end).toBeInstanceOf(StorageSilence);
  });

  it('keeps nobody waiting who closes it', async () => {
    const outbox = createIndexedDbOutbox(silentAt(at, factory), 'ada', { clock });
    follow(outbox.append(source, [event]));
    const closing = follow(outbox.close());
    await clock.advance(DEADLINE_MS);
    expect(closing.end).toBe('answered');
  });

  it('is no more waited for as the history of what was sent', async () => {
    const history = createIndexedDbHistory(silentAt(at, factory), 'ada', { clock });
    const call = follow(at === 'read' ? history.read('ada', 1) : history.clear('ada'));
    await clock.advance(DEADLINE_MS);
    expect(call.end).toBeInstanceOf(StorageSilence);
  });
});

describe('a database that answers late', () => {
  it('keeps nothing of what was given up: it is kept elsewhere by then', async () => {
    const late = silentAt('open', factory);
    const outbox = createIndexedDbOutbox(late, 'ada', { clock });
    const call = follow(outbox.append(source, [event]));
    await clock.advance(DEADLINE_MS);
    expect(call.end).toBeInstanceOf(StorageSilence);
    await late.wake();
    expect(await createIndexedDbOutbox(factory, 'ada').peek(source.sid, 0, 1)).toEqual([]);
  });

  it('is heard when it is in time', async () => {
    const late = silentAt('open', factory);
    const outbox = createIndexedDbOutbox(late, 'ada', { clock });
    const call = follow(outbox.append(source, [event]));
    await clock.advance(DEADLINE_MS - 1);
    await late.wake();
    await vi.waitFor(() => expect(call.end).toBe('answered'));
    await clock.advance(DEADLINE_MS);
    expect(await outbox.peek(source.sid, 0, 1)).toEqual([event]);
  });
});

describe('a page that may be leaving', () => {
  let isLeaving: boolean;
  let stay: () => void;
  let putAway: () => void;
  let pageLife: PageLife;
  /** The modes of the transactions that were begun, but for the one that makes the database. */
  let begun: () => unknown[];

  beforeEach(() => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction').mockClear();
    begun = () => transaction.mock.calls.map(([, mode]) => mode).filter(mode => mode !== 'versionchange');
    isLeaving = true;
    const staying = new Promise<void>(resolve => {
      stay = () => {
        isLeaving = false;
        resolve();
      };
    });
    pageLife = {
      get isLeaving() {
        return isLeaving;
      },
      whenStaying: () => (isLeaving ? staying : Promise.resolve()),
      onPutAway: listener => (putAway = listener),
    };
  });

  it('opens nothing and begins no transaction, and does it when it stays', async () => {
    const open = vi.spyOn(factory, 'open');
    const outbox = createIndexedDbOutbox(factory, 'ada', { pageLife });
    const calls = [outbox.append(source, [event]), outbox.peek(source.sid, 0, 1), outbox.count()];
    await clock.advance(0);
    expect([open.mock.calls, begun()]).toEqual([[], []]);
    stay();
    await Promise.all(calls);
    expect(begun()).toEqual(['readwrite', 'readonly', 'readonly']);
  });

  it('begins none when it turns to leave while the database is opened', async () => {
    isLeaving = false;
    const outbox = createIndexedDbOutbox(factory, 'ada', { pageLife });
    const call = outbox.append(source, [event]);
    isLeaving = true;
    await new Promise(resolve => {
      factory.open('another', 1).onsuccess = resolve;
    });
    expect(begun()).toEqual([]);
    stay();
    await call;
  });

  it('aborts what is under way when it is put away, and nothing else', async () => {
    isLeaving = false;
    const abort = vi.spyOn(IDBTransaction.prototype, 'abort');
    const outbox = createIndexedDbOutbox(silentAt('write', factory), 'ada', { pageLife });
    await outbox.count();
    follow(outbox.append(source, [event]));
    await vi.waitFor(() => expect(begun()).toEqual(['readonly', 'readwrite']));
    expect(abort).not.toHaveBeenCalled();
    putAway();
    expect(abort.mock.contexts.map(context => (context as IDBTransaction).mode)).toEqual(['readwrite']);
  });
});
