import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { comparePositions, type Position, type StoredEntry } from '../event-log';
import { fromLine, positionOf } from './archive-line';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Some consecutive entries of a log as lines: the contents of one archive file. They are parsed only when asked for. */
export class ArchiveChunk {
  readonly #positions: readonly Position[];

  constructor(readonly lines: readonly string[]) {
    this.#positions = lines.map(positionOf);
  }

  /** @throws Error when the bytes are no gzip file */
  static async decode(bytes: Uint8Array): Promise<ArchiveChunk> {
    const text = (await decompress(bytes)).toString('utf8');
    return new ArchiveChunk(text.split('\n').slice(0, -1));
  }

  encode(): Promise<Uint8Array> {
    return compress(this.lines.map(line => `${line}\n`).join(''));
  }

  get last(): Position | undefined {
    return this.#positions.at(-1);
  }

  /** At most `limit` entries after `after`, in order. */
  read(after: Position, limit: number): StoredEntry[] {
    const start = this.#indexAfter(after);
    return this.lines.slice(start, start + limit).map(fromLine);
  }

  /** The entry at a position; undefined when there is none. */
  entryAt(position: Position): StoredEntry | undefined {
    const line = this.lineAt(position);
    return line === undefined ? undefined : fromLine(line);
  }

  /** The line of the entry at a position. */
  lineAt(position: Position): string | undefined {
    const index = this.#indexAfter(position) - 1;
    return this.#positions[index] === position ? this.lines[index] : undefined;
  }

  /** By bisection: where the entries after a position begin. */
  #indexAfter(position: Position): number {
    let low = 0;
    let high = this.#positions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comparePositions(this.#positions[middle] ?? position, position) > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
