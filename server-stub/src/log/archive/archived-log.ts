import { comparePositions, LOG_START, type EventLog, type Position, type StoredEntry } from '../event-log';
import type { LogRetention } from '../log-retention';
import { PassingLog } from '../passing-log';
import type { Archive } from './archive';

/** A log that reads as if nothing had ever been trimmed: from the archive what was, and from the log what came after. */
export class ArchivedLog extends PassingLog {
  /** How far each class's log is known to be trimmed. It only rises, so what was learnt stays true. */
  readonly #trimmed = new Map<string, Position>();

  constructor(
    log: EventLog,
    private readonly retention: LogRetention,
    private readonly archive: Archive,
  ) {
    super(log);
  }

  override async read(classId: string, after: Position, limit: number): Promise<readonly StoredEntry[]> {
    if (this.#isTrimmed(classId, after)) {
      return this.#readArchived(classId, after, limit);
    }
    const page = await this.log.read(classId, after, limit);
    // Asked only now: what the page lacks because it was trimmed was announced before it went.
    this.#learn(classId, await this.retention.trimmedThrough(classId));
    return this.#isTrimmed(classId, after) ? this.#readArchived(classId, after, limit) : page;
  }

  override async readAt(classId: string, positions: readonly Position[]): Promise<readonly StoredEntry[]> {
    const found = await this.log.readAt(classId, this.#stillHeld(classId, positions));
    this.#learn(classId, await this.retention.trimmedThrough(classId));
    const held = new Set(this.#stillHeld(classId, positions));
    const archived = positions.filter(position => !held.has(position));
    return [...(await this.archive.readAt(classId, archived)), ...found.filter(({ position }) => held.has(position))];
  }

  #learn(classId: string, through: Position): void {
    if (this.#isTrimmed(classId, through) || comparePositions(through, LOG_START) === 0) {
      return;
    }
    this.#trimmed.set(classId, through);
  }

  #isTrimmed(classId: string, after: Position): boolean {
    const through = this.#trimmed.get(classId);
    return through !== undefined && comparePositions(after, through) < 0;
  }

  #stillHeld(classId: string, positions: readonly Position[]): readonly Position[] {
    const through = this.#trimmed.get(classId) ?? LOG_START;
    return positions.filter(position => comparePositions(position, through) > 0);
  }

  async #readArchived(classId: string, after: Position, limit: number): Promise<readonly StoredEntry[]> {
    const through = this.#trimmed.get(classId) ?? after;
    const archived = await this.archive.read(classId, after, through, limit);
    return archived.length === limit ? archived : [...archived, ...(await this.read(classId, through, limit - archived.length))];
  }
}
