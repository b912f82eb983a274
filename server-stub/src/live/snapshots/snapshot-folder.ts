import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { type Random, randomId } from '../../platform/random';
import type { LineReader, SnapshotStore } from './snapshot-store';

const SUFFIX = '.snapshot.gz';
const TEMPORARY_SUFFIX = '.part';
/** A file that is still being written is younger; one that a killed server left is older. */
const ABANDONED_MS = 3_600_000;
const CHUNK_BYTES = 256 * 1024;
const LINE_END = 0x0a;

/**
 * Snapshots as files that only their owner can read: compressed lines, whose checksum is the compression's own. The fastest
 * level makes them ten times smaller, and reading the smaller file is what makes up for unpacking it.
 */
export class SnapshotFolder implements SnapshotStore {
  constructor(
    private readonly path: string,
    private readonly random: Random,
  ) {}

  async read(classId: string, onLine: LineReader): Promise<boolean> {
    const chunks = createReadStream(this.#file(classId), { highWaterMark: CHUNK_BYTES });
    try {
      await pipeline(chunks, createGunzip({ chunkSize: CHUNK_BYTES }), async (text: AsyncIterable<Buffer>) => readLines(text, onLine));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return false;
      }
      throw error;
    }
  }

  async write(classId: string, lines: AsyncIterable<string>): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    const file = this.#file(classId);
    const temporary = `${file}.${randomId(this.random, 48)}${TEMPORARY_SUFFIX}`;
    try {
      const zip = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: CHUNK_BYTES });
      await pipeline(withLineEnds(lines), zip, createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true }));
      await rename(temporary, file);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async remove(classId: string): Promise<void> {
    await rm(this.#file(classId), { force: true });
  }

  async classesSince(sinceMs: number): Promise<readonly string[]> {
    const files = await this.#list();
    return files
      .filter(({ name, writtenAtMs }) => name.endsWith(SUFFIX) && writtenAtMs >= sinceMs)
      .sort((a, b) => b.writtenAtMs - a.writtenAtMs)
      .flatMap(({ name }) => classOf(name));
  }

  /** Removes what servers that were killed while they wrote have left. Never fails. */
  async removeAbandoned(nowMs: number): Promise<void> {
    for (const { name, writtenAtMs } of await this.#list()) {
      if (name.endsWith(TEMPORARY_SUFFIX) && writtenAtMs < nowMs - ABANDONED_MS) {
        await rm(join(this.path, name), { force: true }).catch(() => undefined);
      }
    }
  }

  #file(classId: string): string {
    return join(this.path, `${encodeURIComponent(classId)}${SUFFIX}`);
  }

  async #list(): Promise<readonly { readonly name: string; readonly writtenAtMs: number }[]> {
    const names = await readdir(this.path).catch((): string[] => []);
    const files = names.map(async name => ({
      name,
      writtenAtMs: (await stat(join(this.path, name)).catch(() => undefined))?.mtimeMs ?? 0,
    }));
    return Promise.all(files);
  }
}

/** No class for a file that somebody else has put there. */
function classOf(name: string): string[] {
  try {
    return [decodeURIComponent(name.slice(0, -SUFFIX.length))];
  } catch {
    return [];
  }
}

async function* withLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) {
    yield `${line}\n`;
  }
}

async function readLines(chunks: AsyncIterable<Buffer>, onLine: LineReader): Promise<void> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_END); end !== -1; end = chunk.indexOf(LINE_END, start)) {
      await onLine(Buffer.concat([...rest, chunk.subarray(start, end)]).toString('utf8'));
      rest = [];
      start = end + 1;
    }
    rest.push(chunk.subarray(start));
  }
}
