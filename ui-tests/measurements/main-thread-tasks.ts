import type { Browser, Page } from '@playwright/test';

/** What the page's main thread did in one go, by how long it took; nothing else can happen in the page meanwhile. */
export interface Tasks {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly over50: number;
  /** The same of the processor's time alone: what the machine did for others meanwhile is not in it. */
  readonly processor: { readonly p99: number; readonly max: number; readonly over50: number };
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const LONG_MS = 50;
/** The browser's own name for what its loop runs. */
const TASK = 'RunTask';
const MAIN_THREAD = 'CrRendererMain';

/** Every task of a while, as the browser itself traces it. */
export async function traceTasks(browser: Browser, page: Page, whileRunning: () => Promise<unknown>): Promise<Tasks> {
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] });
  await whileRunning();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const main = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === MAIN_THREAD).map(event => threadOf(event)),
  );
  const byThread = Map.groupBy(
    traceEvents.filter(event => event.name === TASK && event.ph === 'X' && main.has(threadOf(event))),
    threadOf,
  );
  // Another renderer, kept for the next page, has next to nothing to do.
  const busiest = [...byThread.values()].toSorted((a, b) => sumOf(b) - sumOf(a))[0] ?? [];
  return { ...spread(busiest.map(({ dur = 0 }) => dur / 1000)), processor: spread(busiest.map(({ tdur = 0 }) => tdur / 1000)) };
}

function spread(times: readonly number[]): Omit<Tasks, 'processor'> {
  const ms = times.toSorted((a, b) => a - b);
  const at = (share: number): number => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? Number.NaN;
  return { count: ms.length, p50: at(0.5), p99: at(0.99), max: at(1), over50: ms.filter(each => each > LONG_MS).length };
}

const threadOf = ({ pid, tid }: TraceEvent): string => `${String(pid)}/${String(tid)}`;

const sumOf = (events: readonly TraceEvent[]): number => events.reduce((sum, { dur = 0 }) => sum + dur, 0);
