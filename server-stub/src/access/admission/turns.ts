import { FairLine } from '../../platform/pace/fair-line';

/** A request whose body is whole, and whose work is to begin. */
export interface Work {
  readonly owner: string;
  /** Of the body once it is unpacked: parsing and checking them is the work. */
  readonly bytes: number;
  /** Whether somebody watches for it: what a page reports as it happens, and help requests. The rest is backlog. */
  readonly isLive: boolean;
}

/** What is begun before everybody else has a turn: parsing as much of reports takes about a millisecond. */
const BYTES_AT_ONCE = 128 * 1024;
/** Of them one student's: they can make a few bytes take ten times as long as they should. The last one may go beyond that. */
const BYTES_OF_ONE = 8 * 1024;

interface Waiting {
  readonly owner: string;
  readonly bytes: number;
  readonly begin: () => void;
}

/**
 * Who is next where more work has come than is done at once: what is live before backlog, and each student in turn, however much one of
 * them sends. A server with time for all lets everybody begin at once.
 */
export class Turns {
  readonly #live = new FairLine<Waiting>();
  readonly #backlog = new FairLine<Waiting>();
  #bytesLeft = BYTES_AT_ONCE;
  /** What each has begun in this turn of the event loop, in bytes, and who may not begin more. */
  readonly #begun = new Map<string, number>();
  readonly #sated = new Set<string>();
  #isPlanned = false;

  /** @param soon runs a function when everything else that is due has had a turn */
  constructor(private readonly soon: (run: () => void) => void) {}

  /** Works that wait. */
  get waiting(): number {
    return this.#live.length + this.#backlog.length;
  }

  /** Resolves when the work may begin. */
  take({ owner, bytes, isLive }: Work): Promise<void> {
    this.#plan();
    if (this.waiting === 0 && this.#bytesLeft > 0 && !this.#sated.has(owner)) {
      this.#count(owner, bytes);
      return Promise.resolve();
    }
    return new Promise(resolve => (isLive ? this.#live : this.#backlog).add(owner, { owner, bytes, begin: resolve }));
  }

  #plan(): void {
    if (!this.#isPlanned) {
      this.#isPlanned = true;
      this.soon(() => this.#nextRound());
    }
  }

  /** At least one of the backlog comes on even while there is always something live. */
  #nextRound(): void {
    this.#isPlanned = false;
    this.#bytesLeft = BYTES_AT_ONCE;
    this.#begun.clear();
    this.#sated.clear();
    const hasBacklog = this.#backlog.length > 0;
    this.#beginSome(this.#live);
    if (hasBacklog) {
      this.#bytesLeft = Math.max(1, this.#bytesLeft);
      this.#beginSome(this.#backlog);
    }
    if (this.waiting > 0) {
      this.#plan();
    }
  }

  #beginSome(line: FairLine<Waiting>): void {
    while (this.#bytesLeft > 0) {
      const next = line.next(this.#sated);
      if (next === undefined) {
        return;
      }
      this.#count(next.owner, next.bytes);
      next.begin();
    }
  }

  #count(owner: string, bytes: number): void {
    this.#bytesLeft -= bytes;
    const begun = (this.#begun.get(owner) ?? 0) + bytes;
    this.#begun.set(owner, begun);
    if (begun >= BYTES_OF_ONE) {
      this.#sated.add(owner);
    }
  }
}
