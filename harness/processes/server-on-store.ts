import { mkdirSync } from 'node:fs';
import { type ClassServer, type ClassServerOptions, startClassServer } from './class-server';
import { type MeasuredStore, openMeasuredStore, type StoreName } from './measured-store';

export interface ServerOnStore extends ClassServer {
  readonly store: MeasuredStore;
}

/** Starts the shipped server with an empty log, and a Redis for it where the store is one; `stop` ends both. */
export async function startServerOn(name: StoreName, options: Omit<ClassServerOptions, 'redisUrl'>): Promise<ServerOnStore> {
  mkdirSync(options.folder, { recursive: true });
  const store = await openMeasuredStore(name);
  const server = await startClassServer({ ...options, redisUrl: store.redisUrl }).catch(async (error: unknown) => {
    await store.stop();
    throw error;
  });
  const stop = async (): Promise<void> => {
    try {
      await server.stop();
    } finally {
      await store.stop();
    }
  };
  return { ...server, store, stop };
}
