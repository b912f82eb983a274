import type { RunningCell, UnreachableKernel } from '../../../../src/protocol';

/** What goes on at a student's pages now; times are in milliseconds since the epoch, by the server's clock. */
export interface PagesNow {
  /** The cell that has been running longest. */
  readonly running?: Running;
  /** The kernel that has been out of reach longest. */
  readonly unreachable?: Unreachable;
}

export interface Running {
  readonly notebook: string;
  readonly formerly?: string;
  readonly cell: string;
  /** Absent outside any exercise. */
  readonly exercise?: string;
  readonly sinceMs: number;
  readonly waitsForInput: boolean;
}

interface Unreachable {
  readonly notebook: string;
  readonly sinceMs: number;
}

/** What a page says of itself in a report. */
export interface PageReport {
  readonly sid: string;
  readonly now?: RunningCell;
  readonly unreachable?: UnreachableKernel;
}

/** A page at which something goes on, as of its newest report. */
export interface Page extends PagesNow {
  readonly heardAtMs: number;
}

/** A page that says nothing more of it for so long is gone: a hidden one may report once a minute. */
export const PAGE_LIFE_MS = 150_000;

/** Nothing has been running for longer. */
const MAX_FOR_MS = 30 * 86_400_000;
/** One that has been running on: reports take their time, and so does what they say of it. */
const TOLERATED_MS = 30_000;
/** More than anybody has open at once; they bound what a hostile client can make the server remember. */
const MAX_PAGES = 20;

const NOTHING: PagesNow = {};

/** What a report says that came at `heardAtMs`, `sinceLastMs` after the one before it; undefined when nothing goes on. */
export function readPage(
  { now, unreachable }: PageReport,
  heardAtMs: number,
  before: Page | undefined,
  sinceLastMs: number,
): Page | undefined {
  const startOf = (forMs: number): number => heardAtMs - Math.min(forMs, MAX_FOR_MS);
  return now === undefined && unreachable === undefined
    ? undefined
    : {
        heardAtMs,
        ...(now !== undefined && { running: goOn(toRunning(now, startOf(now.forMs)), before?.running, now.forMs, sinceLastMs) }),
        ...(unreachable !== undefined && {
          unreachable: goOn(
            { notebook: unreachable.notebook, sinceMs: startOf(unreachable.forMs) },
            before?.unreachable,
            unreachable.forMs,
            sinceLastMs,
          ),
        }),
      };
}

function toRunning({ notebook, formerly, cell, waiting }: RunningCell, sinceMs: number): Running {
  const { id, exercise } = cell;
  return {
    notebook,
    ...(formerly !== undefined && { formerly }),
    cell: id,
    ...(exercise && { exercise }),
    sinceMs,
    waitsForInput: waiting === 'input',
  };
}

/** The same as before keeps its start: a report that took longer would have it start later. */
function goOn<T extends Unreachable & { readonly cell?: string }>(now: T, before: T | undefined, forMs: number, sinceLastMs: number): T {
  const isSame = before !== undefined && before.notebook === now.notebook && before.cell === now.cell && forMs >= sinceLastMs;
  return isSame && Math.abs(before.sinceMs - now.sinceMs) < TOLERATED_MS ? { ...now, sinceMs: Math.min(before.sinceMs, now.sinceMs) } : now;
}

interface KeptPage {
  readonly page: Page;
  /** When this process heard of it, or would have, by its own monotonic clock. */
  readonly atMs: number;
}

/** One student's pages at which something goes on. */
export class StudentPages {
  readonly #pages = new Map<string, KeptPage>();

  get sids(): Iterable<string> {
    return this.#pages.keys();
  }

  get(sid: string): KeptPage | undefined {
    return this.#pages.get(sid);
  }

  /** @returns the pages that there is no more room for */
  set(sid: string, kept: KeptPage): string[] {
    this.#pages.delete(sid);
    this.#pages.set(sid, kept);
    const excess = [...this.#pages.keys()].slice(0, Math.max(0, this.#pages.size - MAX_PAGES));
    excess.forEach(stalest => this.#pages.delete(stalest));
    return excess;
  }

  delete(sid: string): void {
    this.#pages.delete(sid);
  }

  /** @param nowMs by the monotonic clock */
  now(nowMs: number): PagesNow {
    let { running, unreachable }: { running?: Running; unreachable?: Unreachable } = NOTHING;
    for (const [sid, { page, atMs }] of this.#pages) {
      if (nowMs - atMs > PAGE_LIFE_MS) {
        this.#pages.delete(sid);
        continue;
      }
      running = longest(running, page.running);
      unreachable = longest(unreachable, page.unreachable);
    }
    return running === undefined && unreachable === undefined
      ? NOTHING
      : { ...(running !== undefined && { running }), ...(unreachable !== undefined && { unreachable }) };
  }
}

function longest<T extends Unreachable>(one: T | undefined, other: T | undefined): T | undefined {
  return one === undefined || (other !== undefined && other.sinceMs < one.sinceMs) ? other : one;
}

export function isSameNow(one: PagesNow, other: PagesNow): boolean {
  return one === other || (isSameGoing(one.running, other.running) && isSameGoing(one.unreachable, other.unreachable));
}

function isSameGoing(one: Running | Unreachable | undefined, other: Running | Unreachable | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && JSON.stringify(one) === JSON.stringify(other));
}
