import { promisifyRequest, type UseStore } from 'idb-keyval';
import type { Clock } from '../platform/clock';
import { stayingPage, type PageLife } from '../platform/page-life';
import { Patience } from './patience';

/** What a database must know of the page it is used in. */
export interface DatabaseSurroundings {
  /** Without it, a database may take as long as it likes to answer. */
  readonly clock?: Clock;
  readonly pageLife?: PageLife;
}

/**
 * A database as idb-keyval wants it. Unlike its own `createStore` it asks for strict durability (the write has reached
 * the disk, not only the operating system), gives way when another tab deletes or upgrades the database, and opens
 * again when the browser has closed the connection under it.
 *
 * Nothing is begun while the page may be leaving, and what is under way is aborted when the page is put away to be come back to: WebKit keeps
 * such a transaction open as long as it has the page in its back/forward cache (committed ones, too), and the database answers no other page
 * until then. A page that meets a database like that gives it up at the deadline; what was under way is aborted, lest it be written after
 * all: it is kept elsewhere then, under another name.
 */
export interface Database {
  readonly use: UseStore;
  /** Resolves when the database has missed a deadline. From then on every use rejects at once. */
  readonly silence: Promise<void>;
  close(): Promise<void>;
}

/** Opens nothing yet: the first use does. @param storeName the only object store in it */
export function openDatabase(factory: IDBFactory, name: string, storeName: string, surroundings: DatabaseSurroundings = {}): Database {
  const { clock, pageLife = stayingPage } = surroundings;
  const patience = new Patience(clock);
  let connection: Promise<IDBDatabase> | undefined;
  const underWay = new Set<IDBTransaction>();
  pageLife.onPutAway(() => underWay.forEach(abort));

  const forget = () => {
    connection = undefined;
  };
  const connect = () => {
    connection ??= open(factory, name, storeName, forget).catch((error: unknown) => {
      forget();
      throw error;
    });
    return connection;
  };
  const begin = async (mode: IDBTransactionMode, isGivenUp: AbortSignal): Promise<IDBObjectStore> => {
    const database = await connect();
    // Connecting takes its time.
    while (pageLife.isLeaving) {
      await pageLife.whenStaying();
    }
    isGivenUp.throwIfAborted();
    const transaction = database.transaction(storeName, mode, { durability: 'strict' });
    isGivenUp.addEventListener('abort', () => abort(transaction));
    underWay.add(transaction);
    for (const ending of ['complete', 'abort']) {
      transaction.addEventListener(ending, () => underWay.delete(transaction));
    }
    return transaction.objectStore(storeName);
  };
  const use: UseStore = async (mode, callback) => {
    await pageLife.whenStaying();
    return patience.during(async isGivenUp => {
      const store = await begin(mode, isGivenUp).catch((error: unknown) => {
        if (!isClosedConnection(error)) {
          throw error;
        }
        forget();
        return begin(mode, isGivenUp);
      });
      return callback(store);
    });
  };
  return {
    use,
    silence: patience.ended,
    close: async () => {
      const open = connection;
      forget();
      const database = await patience.during(async () => open).catch(() => undefined);
      database?.close();
    },
  };
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended.
  }
}

async function open(factory: IDBFactory, name: string, storeName: string, onGone: () => void): Promise<IDBDatabase> {
  const request = factory.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName);
  const database = await promisifyRequest(request);
  database.addEventListener('close', onGone);
  database.addEventListener('versionchange', () => {
    onGone();
    database.close();
  });
  return database;
}

function isClosedConnection(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}
