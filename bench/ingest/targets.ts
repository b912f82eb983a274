import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { InstructorApi } from '../../harness/api/instructor-api';
import { INSTRUCTOR_TOKEN } from '../../harness/processes/class-server';
import { startListening } from '../../harness/processes/listening-process';
import { type MeasuredStore, NO_REDIS, type StoreName } from '../../harness/processes/measured-store';
import { startServerOn } from '../../harness/processes/server-on-store';

/** The generator's students are more than a class may have. */
const ROOM_FOR_ALL = { CELL_MONITOR_MAX_STUDENTS: '10000' };

/** What is measured: the server on one of its stores, or one of the two that it is compared with. */
export type TargetName = StoreName | 'empty handler' | 'node:http';

export interface Target {
  readonly pid: number;
  readonly url: string;
  readonly store: MeasuredStore;
  /** Undefined for a server that has no API. */
  readonly api: InstructorApi | undefined;
  stop(): Promise<void>;
}

/** Starts a server with an empty log, in a process of its own. */
export async function startTarget(name: TargetName, folder: string, nodeFlags: readonly string[]): Promise<Target> {
  switch (name) {
    case 'node:http':
    case 'empty handler':
      return startPeer(name, folder, nodeFlags);
    case 'sqlite':
    case 'redis-everysec':
    case 'redis-always':
      return startServerOn(name, { folder, nodeFlags, environment: ROOM_FOR_ALL });
  }
}

/** This program in its other role. */
async function startPeer(name: 'node:http' | 'empty handler', folder: string, nodeFlags: readonly string[]): Promise<Target> {
  mkdirSync(folder, { recursive: true });
  const started = await startListening([...nodeFlags, process.argv[1] ?? '', '--serve', name], {}, join(folder, 'server.log'));
  const api = name === 'node:http' ? undefined : new InstructorApi(started.url, INSTRUCTOR_TOKEN);
  return { ...started, api, store: NO_REDIS };
}
