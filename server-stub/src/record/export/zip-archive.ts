import { createHash } from 'node:crypto';
import { type PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ManifestFile } from './manifest';

/** A file of an archive; its content is not asked for before the files ahead of it are written. */
export interface ArchivedFile {
  readonly name: string;
  readonly content: () => AsyncIterable<string>;
}

/** A folder of files that are known only while they are written. The manifest has all of them as one. */
export interface ArchivedFolder {
  /** Ends with a slash. */
  readonly name: string;
  readonly files: () => AsyncIterable<{ readonly name: string; readonly text: string }>;
}

export interface ZipOptions {
  /** The time that the files carry. */
  readonly at: Date;
  /** The last file, which says what the others hold. */
  readonly manifest: { readonly name: string; readonly write: (files: readonly ManifestFile[]) => string };
}

/**
 * A ZIP archive, made while it is read: it costs no memory beyond a page of the record, and a few hundred bytes for each file in it. It breaks
 * off, without its end, when a content fails.
 */
export function zipFiles(files: readonly (ArchivedFile | ArchivedFolder)[], { at, manifest }: ZipOptions): Readable {
  const zip = new ZipWriter(at);
  const written: ManifestFile[] = [];
  const tell = (file: ManifestFile): void => void written.push(file);
  const write = async (): Promise<void> => {
    for (const file of files) {
      if (zip.isGone) {
        return;
      }
      await ('files' in file ? zip.addFolder(file, tell) : zip.add(file.name, measure(file.name, file.content(), tell)));
    }
    await zip.add(
      manifest.name,
      once(() => manifest.write(written)),
    );
    zip.end();
  };
  write().catch((error: unknown) => zip.fail(error as Error));
  return zip.output;
}

/** Writes one file after the other, each when the one before it has been taken. */
class ZipWriter {
  readonly #zip = new ZipFile();
  readonly #at: Date;
  /** The content that is being written. */
  #current: Readable | undefined;
  #leave: () => void = () => undefined;

  constructor(at: Date) {
    this.#at = at;
    // Whoever goes away in the middle leaves no reading behind.
    this.output.once('close', () => {
      this.#current?.destroy();
      this.#leave();
    });
  }

  /** Whether nobody reads it any more. */
  get isGone(): boolean {
    return this.output.destroyed;
  }

  get output(): PassThrough {
    // The types say less than it is.
    return this.#zip.outputStream as PassThrough;
  }

  /** Resolves when the file is written, or nobody is there any more. Rejects when its content fails. */
  add(name: string, content: AsyncIterable<string>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#leave = resolve;
      this.#zip.addReadStreamLazy(name, { mtime: this.#at }, callback => {
        const stream = Readable.from(content, { highWaterMark: 1 });
        this.#current = stream;
        stream.once('error', reject).once('close', resolve);
        callback(null, stream);
      });
    });
  }

  async addFolder({ name, files }: ArchivedFolder, tell: (file: ManifestFile) => void): Promise<void> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const file of files()) {
      if (this.isGone) {
        return;
      }
      hash.update(file.text);
      bytes += Buffer.byteLength(file.text);
      await this.add(
        name + file.name,
        once(() => file.text),
      );
    }
    tell({ name, bytes, sha256: hash.digest('hex') });
  }

  end(): void {
    this.#zip.end();
  }

  fail(error: Error): void {
    this.output.destroy(error);
  }
}

async function* measure(name: string, content: AsyncIterable<string>, tell: (file: ManifestFile) => void): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const text of content) {
    hash.update(text);
    bytes += Buffer.byteLength(text);
    yield text;
  }
  tell({ name, bytes, sha256: hash.digest('hex') });
}

async function* once(text: () => string): AsyncGenerator<string> {
  yield text();
}
