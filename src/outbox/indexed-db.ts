import { get, promisifyRequest, set } from 'idb-keyval';
import { openDatabase, type DatabaseSurroundings } from './database';
import { NOTHING_ACKNOWLEDGED, type Acknowledgement, type Outbox, type OutboxEvent, type Source } from './outbox';

/** Part of the database's name: another format will be another database, to copy into. */
const FORMAT = 1;

interface StoredEvent {
  readonly first: number;
  readonly body: string;
}

// Keys are arrays, so that one range covers a source: [sid, seq] for events, ['#…', …] for all else ('#' is no base64url).
const eventKey = (sid: string, seq: number): IDBValidKey => [sid, seq];
const sourceKey = (sid: string): IDBValidKey => ['#source', sid];
const acknowledgementKey = (sid: string): IDBValidKey => ['#acknowledged', sid];
const itemKey = (name: string): IDBValidKey => ['#record', name];

const eventsAfter = (sid: string, seq: number) => IDBKeyRange.bound([sid, seq], [sid, Infinity], true);
const eventsBetween = (sid: string, from: number, to: number) => IDBKeyRange.bound([sid, from], [sid, to]);
/** A `sid` is base64url: the first of its characters is '-', the last 'z'. */
const allEvents = () => IDBKeyRange.bound(['-'], ['{']);
const allSources = () => IDBKeyRange.bound(['#source'], ['#source', []]);

/**
 * The outbox in IndexedDB. Opens and closes by itself; a database that cannot be opened makes every call reject.
 * @param owner whose events these are: one origin can serve many JupyterHub users, who must not see each other's
 */
export function createIndexedDbOutbox(factory: IDBFactory, owner: string, surroundings: DatabaseSurroundings = {}): Outbox {
  const database = openDatabase(factory, `jupyterlab-cell-monitor/${String(FORMAT)}/${owner}`, 'outbox', surroundings);
  const { use } = database;

  const write = (change: (store: IDBObjectStore) => void) =>
    use('readwrite', store => {
      change(store);
      return promisifyRequest(store.transaction);
    });

  /** Another tab may have forgotten the source meanwhile: writing on would leave events that belong to nothing. */
  const writeIfKnown = (sid: string, change: (store: IDBObjectStore) => void) =>
    use('readwrite', async store => {
      if ((await promisifyRequest(store.getKey(sourceKey(sid)))) !== undefined) {
        change(store);
      }
      return promisifyRequest(store.transaction);
    });

  return {
    storage: 'indexeddb',
    silence: database.silence,
    append: (source, events) =>
      write(store => {
        store.put(source, sourceKey(source.sid));
        for (const event of events) {
          put(store, source.sid, event);
        }
      }),
    peek: (sid, afterSeq, limit) => use('readonly', store => peek(store, sid, afterSeq, limit)),
    extent: (sid, afterSeq) => use('readonly', store => extent(store, sid, afterSeq)),
    count: () => use('readonly', store => promisifyRequest(store.count(allEvents()))),
    replace: (sid, event) =>
      writeIfKnown(sid, store => {
        store.delete(eventsBetween(sid, event.first, event.seq));
        put(store, sid, event);
      }),
    acknowledgement: async sid => (await get<Acknowledgement>(acknowledgementKey(sid), use)) ?? NOTHING_ACKNOWLEDGED,
    acknowledge: (sid, acknowledgement, deleteThrough) =>
      writeIfKnown(sid, store => {
        store.put(acknowledgement, acknowledgementKey(sid));
        store.delete(eventsBetween(sid, 0, deleteThrough));
      }),
    sources: () => use('readonly', store => promisifyRequest<Source[]>(store.getAll(allSources()))),
    release: (sid, deliveredThrough) =>
      use('readwrite', async store => {
        const isDelivered = (await promisifyRequest(store.count(eventsAfter(sid, deliveredThrough)))) === 0;
        if (isDelivered) {
          forget(store, sid);
        }
        await promisifyRequest(store.transaction);
        return isDelivered;
      }),
    getItem: name => get<unknown>(itemKey(name), use),
    setItem: (name, value) => set(itemKey(name), value, use),
    updateItem: (name, change) => use('readwrite', store => update(store, itemKey(name), change)),
    close: () => database.close(),
  };
}

function forget(store: IDBObjectStore, sid: string): void {
  store.delete(eventsAfter(sid, 0));
  store.delete(sourceKey(sid));
  store.delete(acknowledgementKey(sid));
}

async function update(store: IDBObjectStore, key: IDBValidKey, change: (value: unknown) => unknown): Promise<void> {
  const value = change(await promisifyRequest<unknown>(store.get(key)));
  if (value === undefined) {
    store.delete(key);
  } else {
    store.put(value, key);
  }
  return promisifyRequest(store.transaction);
}

function put(store: IDBObjectStore, sid: string, event: OutboxEvent): void {
  const stored: StoredEvent = { first: event.first, body: event.body };
  store.put(stored, eventKey(sid, event.seq));
}

async function peek(store: IDBObjectStore, sid: string, afterSeq: number, limit: number): Promise<readonly OutboxEvent[]> {
  const range = eventsAfter(sid, afterSeq);
  const [keys, values] = await Promise.all([
    promisifyRequest(store.getAllKeys(range, limit)),
    promisifyRequest<StoredEvent[]>(store.getAll(range, limit)),
  ]);
  return values.map((value, index) => ({ ...value, seq: seqOf(keys[index]) }));
}

async function extent(store: IDBObjectStore, sid: string, afterSeq: number) {
  const range = eventsAfter(sid, 0);
  const [head, tail, after] = await Promise.all([
    promisifyRequest<StoredEvent | undefined>(store.get(range)),
    promisifyRequest(store.openKeyCursor(range, 'prev')),
    promisifyRequest(store.count(eventsAfter(sid, afterSeq))),
  ]);
  return head === undefined || tail === null ? undefined : { oldest: head.first, newest: seqOf(tail.key), after };
}

function seqOf(key: IDBValidKey | undefined): number {
  return (key as [string, number])[1];
}
