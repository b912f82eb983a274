import type { OutboxEvent, Source } from '../../src/outbox/outbox';
import type { BatchMessage, DeliveryReport, ExportedEvent, RejectedEvent } from '../../src/protocol';

/** What must be in the record at the end: every event that reached an outbox, by its source and place, once. */
export class Account {
  readonly #kept = new Map<string, Map<number, string>>();
  /** What pages handed over, by source: may be in the record, in its place, although it reached no outbox. */
  readonly #handedOver = new Map<string, Set<number>>();
  /** The number of every event that was recorded at all, and whether its page lived to the end. */
  readonly #recorded = new Map<number, { readonly isPageAlive: () => boolean }>();

  /** Notes that a page recorded event `n`: it may then be in the record, and must be if the page lives to the end. */
  expect(n: number, isPageAlive: () => boolean): void {
    this.#recorded.set(n, { isPageAlive });
  }

  note(source: Source, events: readonly OutboxEvent[]): void {
    const kept = this.#kept.get(source.sid) ?? new Map<number, string>();
    for (const event of events) {
      for (let seq = event.first; seq <= event.seq; seq++) {
        kept.set(seq, contentOf(JSON.parse(event.body)));
      }
    }
    this.#kept.set(source.sid, kept);
  }

  noteHandedOver({ sid, events }: BatchMessage): void {
    const seqs = this.#handedOver.get(sid) ?? new Set<number>();
    events.forEach(({ seq }) => seqs.add(seq));
    this.#handedOver.set(sid, seqs);
  }

  get events(): number {
    return [...this.#kept.values()].reduce((sum, kept) => sum + kept.size, 0);
  }

  /** Compares with the server's record. @returns what is wrong, in words; empty when nothing is */
  audit(exported: readonly ExportedEvent[], report: DeliveryReport): string[] {
    const flaws: string[] = [];
    const told = new Map<string, ExportedEvent[]>();
    for (const event of exported) {
      told.set(event.sid, [...(told.get(event.sid) ?? []), event]);
    }
    flaws.push(...this.#auditNumbers(exported));
    for (const [sid, kept] of this.#kept) {
      const rejected = new Set(report.sources.find(source => source.sid === sid)?.rejected.flatMap(seqsOf) ?? []);
      flaws.push(...auditSource(sid, kept, told.get(sid) ?? [], rejected, this.#handedOver.get(sid) ?? new Set()));
    }
    return flaws;
  }

  /** Looks at the events themselves, whatever source they came by: pages without storage report from memory. */
  #auditNumbers(exported: readonly ExportedEvent[]): string[] {
    const told = exported.filter(event => event.type !== 'lost').map(event => (event.data as { readonly n: number }).n);
    const once = new Set(told);
    const owed = [...this.#recorded].filter(([n, { isPageAlive }]) => isPageAlive() && !once.has(n));
    const lost = exported.reduce((sum, event) => sum + (event.type === 'lost' ? (event.data as { readonly count: number }).count : 0), 0);
    return [
      ...(once.size < told.length ? [`${String(told.length - once.size)} events are in the record twice`] : []),
      ...[...once].filter(n => !this.#recorded.has(n)).map(n => `event ${String(n)} was invented`),
      ...(owed.length > lost ? owed.map(([n]) => `event ${String(n)} of a living page was lost`) : []),
    ];
  }
}

function auditSource(
  sid: string,
  kept: ReadonlyMap<number, string>,
  told: readonly ExportedEvent[],
  rejected: ReadonlySet<number>,
  handedOver: ReadonlySet<number>,
): string[] {
  const flaws: string[] = [];
  const seen = new Set<number>();
  let previous = 0;
  for (const event of told) {
    const first = event.type === 'lost' ? (event.from ?? event.seq) : event.seq;
    if (first <= previous) {
      flaws.push(`${sid} ${String(first)} comes after ${String(previous)}: doubled or out of order`);
    }
    previous = Math.max(previous, event.seq);
    for (let seq = first; seq <= event.seq; seq++) {
      seen.add(seq);
      if (!kept.has(seq) && !handedOver.has(seq)) {
        flaws.push(`${sid} ${String(seq)} was invented`);
      }
    }
    if (event.type !== 'lost' && kept.has(event.seq) && kept.get(event.seq) !== contentOf(event)) {
      flaws.push(`${sid} ${String(event.seq)} was changed on the way`);
    }
  }
  for (const seq of kept.keys()) {
    if (!seen.has(seq) && !rejected.has(seq)) {
      flaws.push(`${sid} ${String(seq)} was lost`);
    }
  }
  return flaws;
}

/** What makes an event this one and no other. */
function contentOf(event: { readonly type: string; readonly data: unknown }): string {
  return JSON.stringify([event.type, event.data]);
}

/** Several rejected in a row are one range. */
function seqsOf({ from, seq }: RejectedEvent): number[] {
  const first = from ?? seq;
  return Array.from({ length: seq - first + 1 }, (_, index) => first + index);
}
