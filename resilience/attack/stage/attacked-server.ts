import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { InstructorApi } from '../../../harness/api/instructor-api';
import { type ClassServer, type ClassServerOptions, startClassServer } from '../../../harness/processes/class-server';
import { type MeasuredStore, openMeasuredStore, type StoreName } from '../../../harness/processes/measured-store';
import { type ProcessFigures, readProcess } from '../../../harness/processes/process-figures';
import { fillLog, type LogContents } from '../../../bench/start/fill-log';
import { SteppedClock } from './stepped-clock';

export interface AttackedServerOptions {
  readonly store: StoreName;
  readonly folder: string;
  readonly record?: LogContents;
  readonly hasSteppedClock?: boolean;
  /** Undefined: as it is shipped. */
  readonly program?: string;
}

/** A real server process with a store of its own: one that is attacked, or the one beside it that is not. */
export class AttackedServer {
  #server: ClassServer;

  private constructor(
    private readonly options: ClassServerOptions,
    private readonly store: MeasuredStore,
    readonly clock: SteppedClock | undefined,
    server: ClassServer,
  ) {
    this.#server = server;
  }

  static async start({ store: name, folder, record, hasSteppedClock = false, program }: AttackedServerOptions): Promise<AttackedServer> {
    mkdirSync(join(folder, 'data'), { recursive: true, mode: 0o700 });
    const store = await openMeasuredStore(name);
    if (record !== undefined) {
      await fillLog(store.redisUrl, join(folder, 'data'), record);
    }
    const clock = hasSteppedClock ? new SteppedClock(join(folder, 'clock')) : undefined;
    const options: ClassServerOptions = {
      folder,
      redisUrl: store.redisUrl,
      ...(clock !== undefined && { environment: clock.environment }),
      ...(program !== undefined && { program }),
    };
    const server = await startClassServer(options);
    return new AttackedServer({ ...options, port: new URL(server.url).port }, store, clock, server);
  }

  get api(): InstructorApi {
    return this.#server.api;
  }

  get url(): string {
    return this.#server.url;
  }

  get figures(): ProcessFigures {
    return readProcess(this.#server.pid);
  }

  /** What its own files take on the disk, and those of its Redis. */
  get diskBytes(): number {
    const folders = [this.options.folder, this.store.folder].filter(folder => folder !== undefined);
    return folders.reduce((sum, folder) => sum + bytesIn(folder), 0);
  }

  /** As after a power cut: killed, and started again on the same data. */
  async restart(): Promise<void> {
    await this.#server.kill();
    this.#server = await startClassServer(this.options);
  }

  async stop(): Promise<void> {
    await this.#server.kill();
    await this.store.stop();
  }
}

function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0), 0);
}
