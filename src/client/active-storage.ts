import { createMemoryOutbox } from '../outbox/memory';
import type { Outbox } from '../outbox/outbox';
import { noKeepsake } from '../platform/keepsake';
import { createSoleLocks, type Locks } from '../platform/locks';
import { readDeviceId } from './enrolment/device';
import type { ClientParts } from './sending/reporter';
import type { ReporterContext } from './sending/reporter-pool';

type ActiveStorageParts = Pick<ClientParts, 'outbox' | 'locks' | 'sharedDeviceId' | 'deviceKeepsake' | 'randomId' | 'logger'>;

/** The outbox that is in use: the browser's, or one in memory once that one has failed. */
export class ActiveStorage {
  readonly #parts: ActiveStorageParts;
  #outbox: Outbox;
  #locks: Locks;
  /** Kept beside the outbox: a page that loses its storage must not look like another device. */
  #deviceId: string | undefined;

  constructor(parts: ActiveStorageParts) {
    this.#parts = parts;
    this.#outbox = parts.outbox;
    this.#locks = parts.locks;
  }

  get outbox(): Outbox {
    return this.#outbox;
  }

  /** Moves to memory where the browser refuses its database from the first. Never rejects. */
  async check(): Promise<void> {
    try {
      await this.#outbox.sources();
    } catch (error) {
      this.#parts.logger.warnOnce('storage', 'The browser refuses its database; events are kept in memory.', error);
      this.moveToMemory();
    }
  }

  /** Resolves to the browser's outbox when it does not answer any more: nobody must be kept waiting for it. */
  async fallsSilent(): Promise<Outbox> {
    const { outbox, logger } = this.#parts;
    await (outbox.silence ?? new Promise<never>(() => undefined));
    logger.warnOnce('storage-silence', 'The browser’s database does not answer; events are kept in memory.');
    return outbox;
  }

  /** Puts an empty outbox in memory in the place of the one in use. */
  moveToMemory(): void {
    this.#outbox = createMemoryOutbox();
    // Nobody shares it, and the locks of the browser may lie in the storage that broke.
    this.#locks = createSoleLocks();
  }

  /** Where reporters keep what they report now, and as which device. */
  async context(): Promise<ReporterContext> {
    this.#deviceId ??= await this.#readDeviceId();
    return { outbox: this.#outbox, locks: this.#locks, deviceId: this.#deviceId };
  }

  async #readDeviceId(): Promise<string> {
    const { sharedDeviceId, deviceKeepsake, randomId } = this.#parts;
    const shared = await sharedDeviceId?.().catch(() => undefined);
    return shared ?? readDeviceId(this.#outbox, deviceKeepsake ?? noKeepsake, randomId);
  }
}
