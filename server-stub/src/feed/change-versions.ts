import type { ProjectionChanges } from '../projection/class-projection';

/** What a viewer who has seen everything up to some version lacks. */
export interface MissedChanges {
  readonly students: ReadonlySet<string>;
  readonly teams: ReadonlySet<string>;
  readonly help: boolean;
}

/**
 * Numbers the changes of a view and remembers for each part the version that changed it last. So a viewer who
 * was away for an hour resumes with one delta, and nothing has to be kept for him meanwhile.
 */
export class ChangeVersions {
  #current = 0;
  readonly #students = new Map<string, number>();
  readonly #teams = new Map<string, number>();
  #help = 0;

  get current(): number {
    return this.#current;
  }

  /** Counts the changes as one version, or not at all when there are none. */
  note({ students, teams, help }: ProjectionChanges): void {
    if (students.size === 0 && teams.size === 0 && !help) {
      return;
    }
    this.#current += 1;
    for (const studentId of students) {
      this.#students.set(studentId, this.#current);
    }
    for (const team of teams) {
      this.#teams.set(team, this.#current);
    }
    if (help) {
      this.#help = this.#current;
    }
  }

  since(version: number): MissedChanges {
    return { students: keysAbove(this.#students, version), teams: keysAbove(this.#teams, version), help: this.#help > version };
  }
}

function keysAbove(versions: ReadonlyMap<string, number>, version: number): Set<string> {
  const keys = new Set<string>();
  for (const [key, changedAt] of versions) {
    if (changedAt > version) {
      keys.add(key);
    }
  }
  return keys;
}
