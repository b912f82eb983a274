import { createHash } from 'node:crypto';
import { type PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ManifestFile } from './manifest';

/** A file of an archive; its content is not asked for before the files ahead of it are written. */
export interface ArchivedFile {
  readonly name: string;
  readonly content: () => AsyncIterable<string>;
}

export interface ZipOptions {
  /** The time that the files carry. */
  readonly at: Date;
  /** The last file, which says what the others hold. */
  readonly manifest: { readonly name: string; readonly write: (files: readonly ManifestFile[]) => string };
}

/** A ZIP archive, made while it is read: it costs no memory beyond a page of the record. It breaks off, without its end, when a content fails. */
export function zipFiles(files: readonly ArchivedFile[], { at, manifest }: ZipOptions): Readable {
  const zip = new ZipFile();
  // The types say less than it is.
  const output = zip.outputStream as PassThrough;
  const written: ManifestFile[] = [];
  const add = (name: string, content: () => AsyncIterable<string>): void =>
    zip.addReadStreamLazy(name, { mtime: at }, callback => callback(null, openContent(content(), output)));
  for (const { name, content } of files) {
    add(name, () => measure(name, content(), file => written.push(file)));
  }
  add(manifest.name, () => one(() => manifest.write(written)));
  zip.end();
  return output;
}

/** A content that fails breaks the archive off, and whoever goes away in the middle leaves no reading behind. */
function openContent(content: AsyncIterable<string>, output: PassThrough): Readable {
  const stream = Readable.from(content, { highWaterMark: 1 });
  stream.once('error', error => output.destroy(error));
  output.once('close', () => stream.destroy());
  return stream;
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

async function* one(text: () => string): AsyncGenerator<string> {
  yield text();
}
