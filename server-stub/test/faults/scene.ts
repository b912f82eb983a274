import { findFreePort, type RedisServer, startRedis } from '../support/redis/redis-server';
import { INSTRUCTOR_TOKEN } from '../support/classroom';
import { HttpClassroom } from '../support/http-classroom';
import { connectAdmin } from '../support/redis/redis-stores';
import { DataFolder, ServerProcess } from '../support/server-process';
import { ClassAtWork } from './class-at-work';

/** As the extension counts time: `ClassAtWork` is in a hurry. */
const CADENCE_MS = 2000;
const STUDENTS = 10;

const EVERYSEC = ['--appendonly', 'yes', '--appendfsync', 'everysec'];

/** Real processes, and a class at work on them. All of it ends with `close`. */
export class Scene {
  readonly folder = new DataFolder();
  readonly #endings: (() => unknown)[] = [];

  /** Starts a Redis that this scene ends. */
  async redis(args: readonly string[] = EVERYSEC): Promise<RedisServer> {
    const redis = await startRedis(args);
    this.onClose(() => redis.stop());
    return redis;
  }

  /** @param args beyond the port, the folder and the cadence; the same port again is the same server, started anew */
  async server(args: readonly string[], port?: number): Promise<{ server: ServerProcess; port: number }> {
    const used = port ?? (await findFreePort());
    const server = await ServerProcess.start(
      ['--port', String(used), '--data-dir', this.folder.path, '--cadence-ms', String(CADENCE_MS), ...args],
      { CELL_MONITOR_INSTRUCTOR_TOKEN: INSTRUCTOR_TOKEN },
    );
    this.onClose(() => end(server));
    await server.listening();
    return { server, port: used };
  }

  /** A class that is in full swing on the server at this port. @param relayPort where the students reach it */
  async classAt(port: number, relayPort = port): Promise<{ work: ClassAtWork; room: HttpClassroom }> {
    const room = new HttpClassroom(`http://127.0.0.1:${String(port)}`);
    const work = new ClassAtWork(room);
    this.onClose(() => work.leave());
    await work.begin({ server: `http://127.0.0.1:${String(relayPort)}`, joinCode: await room.joinCode(), students: STUDENTS });
    await work.untilAcknowledged(100);
    return { work, room };
  }

  onClose(ending: () => unknown): void {
    this.#endings.unshift(ending);
  }

  async close(): Promise<void> {
    for (const ending of this.#endings) {
      await ending();
    }
    this.folder.remove();
  }
}

async function end({ child, exit }: ServerProcess): Promise<void> {
  child.kill('SIGKILL');
  await exit;
}

/** How many events the log in Redis has accounted for, by its marks. */
export async function countMarked({ url }: RedisServer): Promise<number> {
  const admin = await connectAdmin(url);
  const marks = Object.values(await admin.hGetAll('cellmonitor:{default}:hwm'));
  admin.destroy();
  return marks.reduce((sum, mark) => sum + Number(mark), 0);
}
