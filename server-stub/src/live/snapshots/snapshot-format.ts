import { createHash } from 'node:crypto';
import { LogUnavailableError } from '../../databases/log-unavailable';
import type { EventLog, Position, StoredEntry } from '../../log/event-log';
import type { Clock } from '../../platform/clock';
import { TimeSlice } from '../../platform/pace/time-slice';
import { ClassProjection } from '../projection/class-projection';
import { type ProjectionValue, SNAPSHOT_VERSION } from '../projection/projection-value';
import type { SnapshotStore } from './snapshot-store';

/** An entry in its place: read one entry after `after`, and it is this one, if the log is the same. */
export interface Landmark {
  readonly after: Position;
  readonly stored: StoredEntry;
}

/** A projection, and how far in its class's log it has come. */
export interface FoldedLog {
  readonly projection: ClassProjection;
  readonly position: Position;
  /** The last entry that was folded. */
  readonly landmark: Landmark | undefined;
}

/** The snapshot is none that this server may use with this log. The message says why. */
export class SnapshotUnusableError extends Error {
  override readonly name = 'SnapshotUnusableError';
}

/** The first line. */
interface Head {
  readonly snapshot: number;
  readonly classId: string;
  /** Everything up to here is in the lines that follow, and maybe more. */
  readonly from: Position;
}

/** The last line: the last entry that any line holds something of, and how to find it again. */
interface End {
  readonly values: number;
  readonly after: Position;
  readonly position: Position;
  readonly fingerprint: string;
}

/**
 * The lines of a snapshot, one for each student, and one for what is of none, between a head and an end. The log may be folded on meanwhile: a student's line
 * may then hold more than the log up to the head's position, and folding that again changes nothing.
 */
export async function* snapshotLines(classId: string, folded: FoldedLog, clock: Clock): AsyncGenerator<string, void, undefined> {
  yield JSON.stringify({ snapshot: SNAPSHOT_VERSION, classId, from: folded.position } satisfies Head);
  const slice = new TimeSlice(clock);
  let values = 0;
  for (const value of folded.projection.toValues()) {
    yield JSON.stringify(value);
    values += 1;
    if (slice.isOver) {
      await slice.rest();
    }
  }
  yield JSON.stringify(endOf(values, folded.landmark));
}

function endOf(values: number, landmark: Landmark | undefined): End {
  if (landmark === undefined) {
    throw new SnapshotUnusableError('nothing was folded yet');
  }
  const { after, stored } = landmark;
  return { values, after, position: stored.position, fingerprint: fingerprintOf(stored) };
}

/**
 * The class's snapshot, checked against the log: the last entry that it holds must be in the log, in its place and with its content.
 * Undefined when there is no snapshot.
 * @throws SnapshotUnusableError
 * @throws LogUnavailableError
 */
export async function readSnapshot(store: SnapshotStore, classId: string, log: EventLog, clock: Clock): Promise<FoldedLog | undefined> {
  const reader = new SnapshotReader(classId, clock);
  const exists = await store
    .read(classId, line => reader.take(line))
    .catch((error: unknown) => {
      throw error instanceof SnapshotUnusableError ? error : new SnapshotUnusableError('it is damaged');
    });
  if (!exists) {
    return undefined;
  }
  const { head, end, projection } = reader.whole();
  return { projection, position: head.from, landmark: await findLandmark(log, classId, end) };
}

class SnapshotReader {
  readonly #projection = new ClassProjection();
  readonly #slice: TimeSlice;
  #head: Head | undefined;
  #end: End | undefined;
  #values = 0;

  constructor(
    private readonly classId: string,
    clock: Clock,
  ) {
    this.#slice = new TimeSlice(clock);
  }

  async take(line: string): Promise<void> {
    const value = JSON.parse(line) as Head | ProjectionValue | End;
    if (this.#head === undefined) {
      this.#head = requireOurs(value as Head, this.classId);
    } else if ('fingerprint' in value) {
      this.#end = value;
    } else {
      this.#projection.restore(value as ProjectionValue);
      this.#values += 1;
    }
    if (this.#slice.isOver) {
      await this.#slice.rest();
    }
  }

  whole(): { readonly head: Head; readonly end: End; readonly projection: ClassProjection } {
    if (this.#head === undefined || this.#end?.values !== this.#values) {
      throw new SnapshotUnusableError('it is not whole');
    }
    return { head: this.#head, end: this.#end, projection: this.#projection };
  }
}

function requireOurs(head: Head, classId: string): Head {
  if (head.snapshot !== SNAPSHOT_VERSION) {
    throw new SnapshotUnusableError('another version of the server wrote it');
  }
  if (head.classId !== classId) {
    throw new SnapshotUnusableError('it is of another class');
  }
  return head;
}

async function findLandmark(log: EventLog, classId: string, { after, position, fingerprint }: End): Promise<Landmark> {
  const [stored] = await log.read(classId, after, 1).catch((error: unknown): readonly StoredEntry[] => {
    if (error instanceof LogUnavailableError) {
      throw error;
    }
    // Another adapter's position.
    return [];
  });
  if (stored?.position !== position || fingerprintOf(stored) !== fingerprint) {
    throw new SnapshotUnusableError('the log is not the one that it was made from');
  }
  return { after, stored };
}

function fingerprintOf({ position, entry }: StoredEntry): string {
  return createHash('sha256')
    .update(JSON.stringify([position, entry]))
    .digest('base64url');
}
