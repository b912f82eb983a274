/** A class session is over when nobody was there for so long; whoever comes then begins the next. */
export const SESSION_GAP_MS = 30 * 60_000;

/** More than a course has, with homework in between; they bound what is remembered of a student of many years. */
const MAX_SPANS = 250;

/** A stretch of time without a gap of `SESSION_GAP_MS`, in milliseconds since the epoch by the server's clock. */
export interface ActivitySpan {
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Spans as a snapshot holds them, oldest first. */
export type ActivitySpansValue = readonly (readonly [firstMs: number, lastMs: number])[];

/** When somebody was there: the newest spans, the same in whatever order the times are told. */
export class ActivitySpans {
  /** Oldest first. */
  #spans: ActivitySpan[] = [];

  get spans(): readonly ActivitySpan[] {
    return this.#spans;
  }

  /** @returns whether any span begins otherwise than before: a later end changes none */
  note(timeMs: number): boolean {
    const newest = this.#spans.at(-1);
    if (newest !== undefined && timeMs >= newest.firstMs && timeMs - newest.lastMs < SESSION_GAP_MS) {
      if (timeMs > newest.lastMs) {
        this.#spans[this.#spans.length - 1] = { firstMs: newest.firstMs, lastMs: timeMs };
      }
      return false;
    }
    return this.noteSpan({ firstMs: timeMs, lastMs: timeMs });
  }

  /** The same for a whole span. */
  noteSpan(span: ActivitySpan): boolean {
    const touching = this.#spans.filter(known => areOne(known, span));
    const one = {
      firstMs: Math.min(span.firstMs, ...touching.map(({ firstMs }) => firstMs)),
      lastMs: Math.max(span.lastMs, ...touching.map(({ lastMs }) => lastMs)),
    };
    const others = this.#spans.filter(known => !areOne(known, span));
    this.#spans = [...others, one].toSorted((a, b) => a.firstMs - b.firstMs).slice(-MAX_SPANS);
    return touching.length !== 1 || touching[0]?.firstMs !== one.firstMs;
  }

  /** Whether anybody was there at some time from `fromMs` to before `toMs`. */
  isAnyIn(fromMs: number, toMs: number): boolean {
    return this.#spans.some(({ firstMs, lastMs }) => firstMs < toMs && lastMs >= fromMs);
  }

  toValue(): ActivitySpansValue {
    return this.#spans.map(({ firstMs, lastMs }) => [firstMs, lastMs] as const);
  }

  restore(value: ActivitySpansValue): void {
    this.#spans = value.map(([firstMs, lastMs]) => ({ firstMs, lastMs }));
  }
}

function areOne(one: ActivitySpan, other: ActivitySpan): boolean {
  return one.firstMs - other.lastMs < SESSION_GAP_MS && other.firstMs - one.lastMs < SESSION_GAP_MS;
}
