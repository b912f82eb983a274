import type { FastifyBaseLogger } from 'fastify';
import type { Cancel, Clock } from '../../platform/clock';
import type { AuditRecord, AuditTrail } from './audit-trail';

/** Who does the same again within so long is put on record once more at the end of it, with a count. */
const WINDOW_MS = 10 * 60_000;

/** Enough for all instructors and classes of a server; what comes beyond that waits for a place and is not on record. */
const MAX_TALLIES = 10_000;

export type AuditEvent = Omit<AuditRecord, 'atMs' | 'count'>;

interface Tally {
  readonly event: AuditEvent;
  /** When it was done last. */
  atMs: number;
  /** How often it was done that is not on record yet. */
  unwritten: number;
  cancel: Cancel;
}

/**
 * Records what anybody can repeat at will: signing in, being refused, erasing one's own data. The trail keeps a limited number of entries, and
 * a flood must not push the others out: repetitions are counted in one entry. A store that is down keeps nobody out: what could not be written waits.
 */
export class AuditCoalescer {
  readonly #tallies = new Map<string, Tally>();

  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly logger: Pick<FastifyBaseLogger, 'warn'>,
  ) {}

  /** Resolves when it is on record or, done before a short while ago, counted. */
  async note(event: AuditEvent): Promise<void> {
    const key = JSON.stringify([event.action, event.actor.id, event.classId]);
    const known = this.#tallies.get(key);
    if (known !== undefined) {
      known.unwritten += 1;
      known.atMs = this.clock.wallMs();
    } else if (this.#tallies.size < MAX_TALLIES) {
      const tally: Tally = { event, atMs: this.clock.wallMs(), unwritten: 1, cancel: () => undefined };
      this.#tallies.set(key, tally);
      this.#openWindow(key, tally);
      await this.#write(tally);
    }
  }

  /** Writes what was counted. */
  async close(): Promise<void> {
    const tallies = [...this.#tallies.values()];
    this.#tallies.clear();
    tallies.forEach(({ cancel }) => cancel());
    await Promise.all(tallies.map(tally => this.#write(tally)));
  }

  #openWindow(key: string, tally: Tally): void {
    tally.cancel = this.clock.setTimeout(() => this.#endWindow(key, tally), WINDOW_MS);
  }

  #endWindow(key: string, tally: Tally): void {
    if (tally.unwritten === 0) {
      this.#tallies.delete(key);
      return;
    }
    this.#openWindow(key, tally);
    void this.#write(tally);
  }

  async #write(tally: Tally): Promise<void> {
    const { event, atMs, unwritten } = tally;
    if (unwritten === 0) {
      return;
    }
    tally.unwritten = 0;
    try {
      await this.trail.append({ ...event, atMs, ...(unwritten > 1 && { count: unwritten }) });
    } catch (error) {
      tally.unwritten += unwritten;
      this.logger.warn({ reason: (error as Error).message, action: event.action }, 'an audit event is not recorded yet; it is tried again');
    }
  }
}
