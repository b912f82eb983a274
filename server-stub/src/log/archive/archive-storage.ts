import { constants } from 'node:fs';
import { access, chmod, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where archive files lie: folders of files that are written once. */
export interface ArchiveStorage {
  /** Names the place in messages. */
  readonly root: string;
  folders(): Promise<readonly string[]>;
  /** Empty for a folder that is not there. */
  list(folder: string): Promise<readonly string[]>;
  read(folder: string, name: string): Promise<Uint8Array>;
  /** Resolves when the bytes are on the disk, under a name that no reader looks at. */
  write(folder: string, temporaryName: string, bytes: Uint8Array): Promise<void>;
  /** Gives a written file its name, for good. */
  publish(folder: string, temporaryName: string, name: string): Promise<void>;
  /** Resolves when the name is gone for good. */
  remove(folder: string, name: string): Promise<void>;
  /** When the file was last written, in milliseconds since the epoch. */
  writtenAtMs(folder: string, name: string): Promise<number>;
}

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** An archive in a folder of the disk, closed to everybody but its owner. */
export class DiskArchiveStorage implements ArchiveStorage {
  constructor(readonly root: string) {}

  async folders(): Promise<readonly string[]> {
    const found = await whenThere(readdir(this.root, { withFileTypes: true }));
    return (found ?? []).filter(item => item.isDirectory()).map(({ name }) => name);
  }

  async list(folder: string): Promise<readonly string[]> {
    return (await whenThere(readdir(join(this.root, folder)))) ?? [];
  }

  read(folder: string, name: string): Promise<Uint8Array> {
    return readFile(join(this.root, folder, name));
  }

  async write(folder: string, temporaryName: string, bytes: Uint8Array): Promise<void> {
    await this.#makeFolder(folder);
    const file = await open(join(this.root, folder, temporaryName), 'wx', OWNER_ONLY_FILE);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async publish(folder: string, temporaryName: string, name: string): Promise<void> {
    const path = join(this.root, folder);
    await rename(join(path, temporaryName), join(path, name));
    await syncFolder(path);
  }

  async remove(folder: string, name: string): Promise<void> {
    await rm(join(this.root, folder, name), { force: true });
    await whenThere(syncFolder(join(this.root, folder)));
  }

  async writtenAtMs(folder: string, name: string): Promise<number> {
    return (await stat(join(this.root, folder, name))).mtimeMs;
  }

  /** New folders are synced into their parents, or a power cut could take a folder with its synced files. */
  async #makeFolder(folder: string): Promise<void> {
    const path = join(this.root, folder);
    if ((await whenThere(access(path, constants.W_OK).then(() => true))) === true) {
      return;
    }
    await mkdir(path, { recursive: true, mode: OWNER_ONLY_FOLDER });
    await chmod(this.root, OWNER_ONLY_FOLDER);
    await syncFolder(this.root);
    await syncFolder(join(this.root, '..'));
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Undefined when the file or folder is not there. */
async function whenThere<T>(action: Promise<T>): Promise<T | undefined> {
  try {
    return await action;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
