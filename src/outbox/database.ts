import { promisifyRequest, type UseStore } from 'idb-keyval';

/**
 * A database as idb-keyval wants it. Unlike its own `createStore` it asks for strict durability (the write has reached
 * the disk, not only the operating system), gives way when another tab deletes or upgrades the database, and opens
 * again when the browser has closed the connection under it.
 */
export interface Database {
  readonly use: UseStore;
  close(): Promise<void>;
}

export function openDatabase(factory: IDBFactory, name: string, storeName: string): Database {
  let connection: Promise<IDBDatabase> | undefined;

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
  const begin = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
    const database = await connect();
    return database.transaction(storeName, mode, { durability: 'strict' }).objectStore(storeName);
  };
  const use: UseStore = async (mode, callback) => {
    const store = await begin(mode).catch((error: unknown) => {
      if (!isClosedConnection(error)) {
        throw error;
      }
      forget();
      return begin(mode);
    });
    return callback(store);
  };
  return {
    use,
    close: async () => {
      const open = connection;
      forget();
      (await open?.catch(() => undefined))?.close();
    },
  };
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
