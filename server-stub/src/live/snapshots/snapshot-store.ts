/** Takes the lines of a snapshot, one by one, in order. */
export type LineReader = (line: string) => void | Promise<void>;

/** Where snapshots rest, one for each class. They are a cache: whoever cannot read one builds from the log. */
export interface SnapshotStore {
  /** Hands on each line. Resolves to false when the class has no snapshot. @throws when it is damaged, or what `onLine` throws */
  read(classId: string, onLine: LineReader): Promise<boolean>;

  /** Replaces the class's snapshot, as a whole or not at all. @throws when it cannot be written; the old one is then still there */
  write(classId: string, lines: AsyncIterable<string>): Promise<void>;

  /** Forgets the class's snapshot; harmless when it has none. */
  remove(classId: string): Promise<void>;

  /** The classes whose snapshot was written after `sinceMs`, the newest first. */
  classesSince(sinceMs: number): Promise<readonly string[]>;
}

/** For a server that has nowhere to put them. */
export const NO_SNAPSHOTS: SnapshotStore = {
  read: async () => false,
  write: async () => undefined,
  remove: async () => undefined,
  classesSince: async () => [],
};
