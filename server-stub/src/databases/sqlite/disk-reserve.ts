import { closeSync, existsSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const MIB = 1024 * 1024;
/** Enough for the database to grow by what is written ahead, and for the steps of an erasure. */
const RESERVE_BYTES = 8 * MIB;
/** The reserve is taken back when so much more is free than it needs. */
const SPARE_BYTES = 4 * MIB;

/** Where the reserve of a database is. */
export const reserveFileOf = (path: string): string => `${path}.reserve`;

/**
 * Room on the database's disk that is kept for what must work when nothing else does: to erase a student, to release a name, to take a right away.
 * When it is given up, the rest of the server writes nothing until there is room for it again, or reports would fill it, too.
 */
export class DiskReserve {
  readonly #file: string;
  #wasHeld = false;

  /** @param path of the database */
  constructor(path: string) {
    this.#file = reserveFileOf(path);
    this.hold();
  }

  /** Whether it was given up, here or by a command beside the server, and could not be taken back yet. */
  get isSpent(): boolean {
    return this.#wasHeld && !existsSync(this.#file);
  }

  /** Takes the room if it is there. @returns whether it is held */
  hold(): boolean {
    if (existsSync(this.#file)) {
      this.#wasHeld = true;
      return true;
    }
    try {
      const { bavail, bsize } = statfsSync(dirname(this.#file));
      if (bavail * bsize < RESERVE_BYTES + SPARE_BYTES) {
        return false;
      }
      this.#write();
      this.#wasHeld = true;
      return true;
    } catch {
      rmSync(this.#file, { force: true });
      return false;
    }
  }

  /** Gives the room up. @returns false when there is none to give */
  release(): boolean {
    if (!existsSync(this.#file)) {
      return false;
    }
    rmSync(this.#file, { force: true });
    return true;
  }

  /** A file of nothing but a length takes no room. */
  #write(): void {
    const file = openSync(this.#file, 'w', 0o600);
    try {
      for (let written = 0; written < RESERVE_BYTES; written += MIB) {
        writeSync(file, Buffer.alloc(MIB, 1));
      }
    } finally {
      closeSync(file);
    }
  }
}
