import { promisifyRequest } from 'idb-keyval';
import { openDatabase, type DatabaseSurroundings } from './database';
import { MAX_SENT, type SentEvent, type SentHistory } from './sent-history';

/** Part of the database's name, as the outbox's is. */
const FORMAT = 1;

const eventKey = (identityKey: string, { sentAtMs, sid, seq }: SentEvent): IDBValidKey => [identityKey, sentAtMs, sid, seq];
/** An array sorts after every number. */
const allOf = (identityKey: string) => IDBKeyRange.bound([identityKey], [identityKey, []]);

/**
 * The history in a database of its own: what is remembered takes no room from what waits.
 * @param owner as the outbox's: one origin can serve many JupyterHub users, who must not see each other's
 */
export function createIndexedDbHistory(factory: IDBFactory, owner: string, surroundings: DatabaseSurroundings = {}): SentHistory {
  const database = openDatabase(factory, `jupyterlab-cell-monitor-sent/${String(FORMAT)}/${owner}`, 'sent', surroundings);
  const { use } = database;
  return {
    add: (identityKey, events) =>
      use('readwrite', async store => {
        for (const event of events) {
          store.put(event, eventKey(identityKey, event));
        }
        await forgetOldest(store, allOf(identityKey));
        await promisifyRequest(store.transaction);
      }),
    read: (identityKey, limit) =>
      use('readonly', async store => {
        const events = await promisifyRequest<SentEvent[]>(store.getAll(allOf(identityKey)));
        return events.toReversed().slice(0, limit);
      }),
    clear: identityKey =>
      use('readwrite', store => {
        store.delete(allOf(identityKey));
        return promisifyRequest(store.transaction);
      }),
    close: () => database.close(),
  };
}

async function forgetOldest(store: IDBObjectStore, range: IDBKeyRange): Promise<void> {
  const excess = (await promisifyRequest(store.count(range))) - MAX_SENT;
  if (excess > 0) {
    for (const key of await promisifyRequest(store.getAllKeys(range, excess))) {
      store.delete(key);
    }
  }
}
