import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { createIndexedDbHistory } from './indexed-db-history';
import { createMemoryHistory } from './memory-history';
import { describeSentHistory } from './sent-history.contract';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

describe('the history in memory', () => {
  describeSentHistory(createMemoryHistory);
});

describe('the history in IndexedDB', () => {
  describeSentHistory(() => createIndexedDbHistory(new IDBFactory(), 'ada'));

  it('never shows one hub user what another has sent', async () => {
    const factory = new IDBFactory();
    const event = { sid: 'A'.repeat(22), first: 1, seq: 1, json: '{}', sentAtMs: 1 };
    await createIndexedDbHistory(factory, '/user/ada/').add('the same name', [event]);
    expect(await createIndexedDbHistory(factory, '/user/bob/').read('the same name', 10)).toEqual([]);
    expect(await createIndexedDbHistory(factory, '/user/ada/').read('the same name', 10)).toEqual([event]);
  });
});
