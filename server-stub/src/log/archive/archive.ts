import { LRUCache } from 'lru-cache';
import { comparePositions, LOG_START, type Position, type StoredEntry } from '../event-log';
import { ArchiveChunk } from './archive-chunk';
import { type ArchiveFile, describeFile, folderOf, parseFileName, sha256Of } from './archive-file';
import type { ArchiveStorage } from './archive-storage';
import { ArchiveUnusableError } from './archive-unusable';

/** Files kept unpacked, for readers that go through them page by page. A file unpacks to some 2 MiB. */
const UNPACKED_FILES = 4;

const TEMPORARY = '.part';

/** The old part of every class's log, in compressed files. Each file is found by its name alone, and checked whenever it is read. */
export class Archive {
  readonly #files = new Map<string, readonly ArchiveFile[]>();
  readonly #unpacked = new LRUCache<string, Promise<ArchiveChunk>>({ max: UNPACKED_FILES });

  constructor(
    readonly storage: ArchiveStorage,
    private readonly newName: () => string,
  ) {}

  /** Where the archive of a class ends: all before it, from the log's start, is here. `LOG_START` when there is none. */
  async end(classId: string): Promise<Position> {
    await this.#look(classId);
    let end = LOG_START;
    for (let file = this.#covering(classId, end); file !== undefined; file = this.#covering(classId, end)) {
      end = file.last;
    }
    return end;
  }

  /** The file that goes on after a position, if there is one; the one that goes furthest. Another process may have written or replaced it. */
  async fileAfter(classId: string, position: Position): Promise<ArchiveFile | undefined> {
    await this.#look(classId);
    return this.#covering(classId, position);
  }

  /** Every file of a class, as the disk has them now. */
  async filesOf(classId: string): Promise<readonly ArchiveFile[]> {
    await this.#look(classId);
    return this.#files.get(classId) ?? [];
  }

  /**
   * At most `limit` archived entries after `after`, in order, none of them after `through`. Fewer only where `through` is reached.
   * @throws ArchiveUnusableError when what should be here is not, or is damaged
   */
  async read(classId: string, after: Position, through: Position, limit: number): Promise<readonly StoredEntry[]> {
    const entries: StoredEntry[] = [];
    let position = after;
    while (entries.length < limit && comparePositions(position, through) < 0) {
      const { file, chunk } = await this.#open(classId, goingOnAfter(position));
      const page = chunk.read(position, limit - entries.length);
      entries.push(...page.filter(stored => comparePositions(stored.position, through) <= 0));
      position = page.at(-1)?.position ?? file.last;
    }
    return entries;
  }

  /**
   * The archived entries at these positions, given in ascending order. Where there is none, nothing is said of it.
   * @throws ArchiveUnusableError when what should be here is not, or is damaged
   */
  async readAt(classId: string, positions: readonly Position[]): Promise<readonly StoredEntry[]> {
    const entries: StoredEntry[] = [];
    for (let rest = positions, [first] = rest; first !== undefined; [first] = rest) {
      const { file, chunk } = await this.#open(classId, holding(first));
      const here = rest.filter(position => comparePositions(position, file.last) <= 0);
      entries.push(...here.flatMap(position => chunk.entryAt(position) ?? []));
      rest = rest.slice(here.length);
    }
    return entries;
  }

  /** The contents of a file, once its checksum was found good. @throws ArchiveUnusableError */
  unpack(classId: string, file: ArchiveFile): Promise<ArchiveChunk> {
    const key = `${folderOf(classId)}/${file.name}`;
    const known = this.#unpacked.get(key);
    if (known !== undefined) {
      return known;
    }
    const unpacking = this.readBack(classId, file);
    this.#unpacked.set(key, unpacking);
    unpacking.catch(() => this.#unpacked.delete(key));
    return unpacking;
  }

  /** What the disk holds of a file now, whatever is remembered of it. @throws ArchiveUnusableError */
  readBack(classId: string, file: ArchiveFile): Promise<ArchiveChunk> {
    return this.#readFile(folderOf(classId), file.name, file);
  }

  /**
   * Keeps a chunk that goes on after `after`. Resolves when it is on the disk, was read back, and `verify` found nothing wrong with it.
   * Interrupted, it leaves at most a file that no reader looks at.
   */
  async add(classId: string, after: Position, chunk: ArchiveChunk, verify: (written: ArchiveChunk) => Promise<void>): Promise<ArchiveFile> {
    const bytes = await chunk.encode();
    const file = describeFile(after, chunk.last ?? after, chunk.lines.length, bytes);
    await this.publish(folderOf(classId), file.name, bytes, async temporaryName => {
      await verify(await this.#readFile(folderOf(classId), temporaryName, file));
    });
    this.#remember(classId, [...(this.#files.get(classId) ?? []), file]);
    return file;
  }

  /**
   * Puts what is kept of a file in its place. Interrupted, it leaves the old file, or both, of which readers take the smaller record.
   * @throws ArchiveUnusableError, or what the disk says
   */
  async replace(classId: string, old: ArchiveFile, kept: ArchiveChunk): Promise<ArchiveFile> {
    const folder = folderOf(classId);
    const bytes = await kept.encode();
    const file = describeFile(old.after, old.last, kept.lines.length, bytes);
    await this.publish(folder, file.name, bytes, async temporaryName => void (await this.#readFile(folder, temporaryName, file)));
    await this.storage.remove(folder, old.name);
    this.#unpacked.delete(`${folder}/${old.name}`);
    await this.#look(classId);
    return file;
  }

  /**
   * Writes a file and gives it its name when it is on the disk and `verify` found nothing wrong with it.
   * Interrupted, it leaves at most a file that no reader looks at.
   */
  async publish(folder: string, name: string, bytes: Uint8Array, verify: (temporaryName: string) => Promise<void>): Promise<void> {
    const temporaryName = `${this.newName()}${TEMPORARY}`;
    try {
      await this.storage.write(folder, temporaryName, bytes);
      await verify(temporaryName);
      await this.storage.publish(folder, temporaryName, name);
    } catch (error) {
      await this.storage.remove(folder, temporaryName).catch(() => undefined);
      throw error;
    }
  }

  /** Removes what interrupted writers left in a class's folder before `beforeMs`. */
  async clearLeftovers(classId: string, beforeMs: number): Promise<void> {
    const folder = folderOf(classId);
    const leftovers = (await this.storage.list(folder)).filter(name => name.endsWith(TEMPORARY));
    for (const name of leftovers) {
      if ((await this.storage.writtenAtMs(folder, name)) < beforeMs) {
        await this.storage.remove(folder, name);
      }
    }
  }

  /** The file that covers something, unpacked. @throws ArchiveUnusableError when there is none, or it is damaged */
  async #open(classId: string, covers: Covers): Promise<{ readonly file: ArchiveFile; readonly chunk: ArchiveChunk }> {
    for (;;) {
      await this.#look(classId);
      const file = this.#best(classId, covers);
      if (file === undefined) {
        throw new ArchiveUnusableError(
          `the archive in ${this.storage.root} lacks what was trimmed from the log of class folder ${folderOf(classId)}`,
        );
      }
      const chunk = await this.#unpackUnlessReplaced(classId, file);
      if (chunk !== undefined) {
        return { file, chunk };
      }
    }
  }

  /** Undefined when another process has just put another file in its place. */
  async #unpackUnlessReplaced(classId: string, file: ArchiveFile): Promise<ArchiveChunk | undefined> {
    try {
      return await this.unpack(classId, file);
    } catch (error) {
      const isThere = (await this.filesOf(classId)).some(({ name }) => name === file.name);
      if (isThere || this.#covering(classId, file.after) === undefined) {
        throw error;
      }
      return undefined;
    }
  }

  async #readFile(folder: string, name: string, { sha256 }: ArchiveFile): Promise<ArchiveChunk> {
    const bytes = await this.storage.read(folder, name).catch((error: unknown) => {
      throw new ArchiveUnusableError(`the archive file ${folder}/${name} cannot be read (${codeOf(error)})`, { cause: error });
    });
    if (sha256Of(bytes) !== sha256) {
      throw new ArchiveUnusableError(`the archive file ${folder}/${name} is damaged`);
    }
    return ArchiveChunk.decode(bytes);
  }

  #covering(classId: string, position: Position): ArchiveFile | undefined {
    return this.#best(classId, goingOnAfter(position));
  }

  #best(classId: string, covers: Covers): ArchiveFile | undefined {
    const covering = (this.#files.get(classId) ?? []).filter(covers);
    return covering.reduce<ArchiveFile | undefined>((best, file) => (best === undefined || isBetter(file, best) ? file : best), undefined);
  }

  async #look(classId: string): Promise<void> {
    const names = await this.storage.list(folderOf(classId)).catch((error: unknown) => {
      throw new ArchiveUnusableError(`the archive in ${this.storage.root} cannot be read (${codeOf(error)})`, { cause: error });
    });
    this.#remember(
      classId,
      names.flatMap(name => parseFileName(name) ?? []),
    );
  }

  #remember(classId: string, files: readonly ArchiveFile[]): void {
    this.#files.set(classId, files);
  }
}

type Covers = (file: ArchiveFile) => boolean;

/** Files that go on after a position. */
const goingOnAfter =
  (position: Position): Covers =>
  ({ after, last }) =>
    comparePositions(after, position) <= 0 && comparePositions(position, last) < 0;

/** Files that hold what is at a position, if anything is. */
const holding =
  (position: Position): Covers =>
  ({ after, last }) =>
    comparePositions(after, position) < 0 && comparePositions(position, last) <= 0;

/** One that goes further; of two of the same range the one with fewer entries, which was put in the other's place. */
function isBetter(file: ArchiveFile, best: ArchiveFile): boolean {
  const further = comparePositions(file.last, best.last);
  return further > 0 || (further === 0 && file.after === best.after && file.entries < best.entries);
}

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code);
