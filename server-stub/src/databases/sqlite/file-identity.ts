import { statSync } from 'node:fs';
import { LogUnavailableError } from '../log-unavailable';
import { IN_MEMORY } from './sqlite-database';

/**
 * Whether an open database's files are still those under its path. Who deletes or replaces them takes nothing away from this process, which
 * goes on writing into what nobody can open any more, until its end.
 */
export class FileIdentity {
  readonly #path: string;
  readonly #known = new Map<string, string>();

  /** @param path of a database that has just been opened */
  constructor(path: string) {
    this.#path = path;
    this.problem();
  }

  /** @returns what happened to the files and what to do; undefined while they are there */
  problem(): string | undefined {
    if (this.#path === IN_MEMORY) {
      return undefined;
    }
    // Beside the database there is what was written ahead, which has the newest of it.
    const file = [this.#path, `${this.#path}-wal`].find(path => this.#isOther(path));
    return file === undefined
      ? undefined
      : `${file} was deleted or replaced under the running server: put the same file back, or restart the server with a backup`;
  }

  /** @throws LogUnavailableError when what was just written is in no file that anybody can open */
  requireIntact(): void {
    const problem = this.problem();
    if (problem !== undefined) {
      throw new LogUnavailableError(problem);
    }
  }

  #isOther(path: string): boolean {
    const found = identityOf(path);
    const known = this.#known.get(path) ?? found;
    if (known !== undefined) {
      this.#known.set(path, known);
    }
    return known !== found;
  }
}

function identityOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${String(found.dev)}:${String(found.ino)}`;
}
