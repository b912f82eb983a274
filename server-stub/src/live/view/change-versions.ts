import type { ProjectionChanges } from '../projection/class-projection';

/** What is told whole when any of it changes. */
export type WholePart = 'exercises' | 'errors' | 'messages' | 'session';

/** What a viewer who has seen everything up to some version lacks. */
export interface MissedChanges {
  readonly students: ReadonlySet<string>;
  readonly teams: ReadonlySet<string>;
  readonly help: boolean;
  readonly parts: ReadonlySet<WholePart>;
}

/**
 * Numbers the changes of a view and remembers for each part the version that changed it last. So a viewer who
 * was away for an hour resumes with one delta, and nothing has to be kept for them meanwhile.
 */
export class ChangeVersions {
  #current = 0;
  readonly #students = new Map<string, number>();
  readonly #teams = new Map<string, number>();
  #help = 0;
  readonly #parts = new Map<WholePart, number>();

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

  /** The same for parts that are told whole. */
  noteParts(parts: readonly WholePart[]): void {
    if (parts.length > 0) {
      this.#current += 1;
      parts.forEach(part => this.#parts.set(part, this.#current));
    }
  }

  /** Which version changed a student last; 0 for none. */
  versionOf(studentId: string): number {
    return this.#students.get(studentId) ?? 0;
  }

  hasHelpAbove(version: number): boolean {
    return this.#help > version;
  }

  since(version: number): MissedChanges {
    return {
      students: keysAbove(this.#students, version),
      teams: keysAbove(this.#teams, version),
      help: this.hasHelpAbove(version),
      parts: keysAbove(this.#parts, version),
    };
  }
}

function keysAbove<K>(versions: ReadonlyMap<K, number>, version: number): Set<K> {
  const keys = new Set<K>();
  for (const [key, changedAt] of versions) {
    if (changedAt > version) {
      keys.add(key);
    }
  }
  return keys;
}
