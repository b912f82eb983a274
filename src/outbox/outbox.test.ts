import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { createIndexedDbOutbox } from './indexed-db';
import { createMemoryOutbox } from './memory';
import { describeOutbox } from './outbox.contract';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

const source = { sid: 'A'.repeat(22), identityKey: 'ada' };
const event = { first: 1, seq: 1, body: '{}' };

describe('the outbox in memory', () => {
  describeOutbox(createMemoryOutbox);
});

describe('the outbox in IndexedDB', () => {
  describeOutbox(() => createIndexedDbOutbox(new IDBFactory(), 'ada'));

  it('keeps events when the page is loaded again', async () => {
    const factory = new IDBFactory();
    const before = createIndexedDbOutbox(factory, 'ada');
    await before.append(source, [event]);
    const after = createIndexedDbOutbox(factory, 'ada');
    expect(await after.peek(source.sid, 0, 10)).toEqual([event]);
  });

  it('never shows one hub user the events of another', async () => {
    const factory = new IDBFactory();
    await createIndexedDbOutbox(factory, 'ada').append(source, [event]);
    expect(await createIndexedDbOutbox(factory, 'bob').sources()).toEqual([]);
  });

  it('opens again after a failed open', async () => {
    const factory = new IDBFactory();
    const open = vi.spyOn(factory, 'open').mockImplementationOnce(() => {
      throw new DOMException('not now', 'UnknownError');
    });
    const outbox = createIndexedDbOutbox(factory, 'ada');
    await expect(outbox.append(source, [event])).rejects.toThrow('not now');
    await outbox.append(source, [event]);
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('opens again when the browser closed the connection under it', async () => {
    const factory = new IDBFactory();
    const opened: IDBDatabase[] = [];
    const open = factory.open.bind(factory);
    vi.spyOn(factory, 'open').mockImplementation((name, version) => {
      const request = open(name, version);
      request.addEventListener('success', () => opened.push(request.result));
      return request;
    });
    const outbox = createIndexedDbOutbox(factory, 'ada');
    await outbox.append(source, [event]);
    opened[0]?.close();
    expect(await outbox.peek(source.sid, 0, 1)).toEqual([event]);
  });

  it('gives way to another tab that deletes the database', async () => {
    const factory = new IDBFactory();
    const outbox = createIndexedDbOutbox(factory, 'ada');
    await outbox.append(source, [event]);
    await new Promise((resolve, reject) => {
      const request = factory.deleteDatabase('jupyterlab-cell-monitor/1/ada');
      request.onsuccess = resolve;
      request.onblocked = reject;
    });
    expect(await outbox.sources()).toEqual([]);
  });
});
