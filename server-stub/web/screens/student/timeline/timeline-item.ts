import {
  type CellError,
  type CheckResult,
  type ExportedEvent,
  isObject,
  type JsonObject,
  LIMITS,
  type RunEnd,
} from '../../../../../src/protocol';

interface Moment {
  /** Tells the event from every other of the class. */
  readonly key: string;
  /** RFC 3339, by the server's clock. */
  readonly time: string;
  readonly notebook: string;
  readonly exercise: string | undefined;
  /** From 0; -1 where it is not known. */
  readonly cellIndex: number;
}

export interface TimelineRun extends Moment {
  readonly kind: 'run';
  /** The same for every run of one cell. */
  readonly cell: string;
  readonly ok: boolean;
  /** How it ended, where it did not end by itself. */
  readonly ended: RunEnd | undefined;
  /** What it said of exercises. */
  readonly checks: readonly CheckResult[];
  readonly durationMs: number;
  readonly executionCount: number | undefined;
  readonly error: CellError | undefined;
  readonly code: string | undefined;
  readonly output: string | undefined;
}

/** How a run ended. What is not the student's error is none. */
export type RunOutcome = 'ran' | 'failed' | 'interrupted' | 'untouched' | 'kernelDied';

export function outcomeOf({ ok, ended }: TimelineRun): RunOutcome {
  if (ended === 'kernel_died') {
    return 'kernelDied';
  }
  return ended ?? (ok ? 'ran' : 'failed');
}

export function isFailure(run: TimelineRun): boolean {
  return outcomeOf(run) === 'failed' || outcomeOf(run) === 'kernelDied';
}

/** Whatever else happened. */
export interface TimelineNote extends Moment {
  readonly kind: 'note';
  readonly type: string;
  readonly question: string | undefined;
  /** Of a `lost` range: how many events. */
  readonly count: number | undefined;
}

export type TimelineItem = TimelineRun | TimelineNote;

/** An event as the timeline shows it. Its data comes from a student's computer, so its shape is never trusted. */
export function toTimelineItem(event: ExportedEvent): TimelineItem {
  const data = isObject(event.data) ? event.data : {};
  const cell = isObject(data['cell']) ? data['cell'] : {};
  const moment = {
    key: eventKey(event),
    time: event.time ?? event.receivedAt,
    notebook: textOf(data['notebook']) ?? '',
    exercise: textOf(cell['exercise']),
    cellIndex: wholeOf(cell['index']) ?? -1,
  };
  return event.type === 'cell.executed'
    ? { ...moment, kind: 'run', cell: `${moment.notebook}\n${textOf(cell['id']) ?? ''}`, ...readRun(data) }
    : { ...moment, kind: 'note', type: event.type, question: textOf(data['question']), count: wholeOf(data['count']) };
}

export function eventKey({ sid, seq }: Pick<ExportedEvent, 'sid' | 'seq'>): string {
  return `${sid} ${String(seq)}`;
}

function readRun(data: JsonObject) {
  const durationMs = data['durationMs'];
  const error = isObject(data['error']) ? data['error'] : undefined;
  return {
    ok: data['ok'] !== false,
    ended: RUN_ENDS.find(end => end === data['ended']),
    checks: (Array.isArray(data['checks']) ? data['checks'] : []).slice(0, LIMITS.checksPerRun).flatMap(readCheck),
    durationMs: typeof durationMs === 'number' && Number.isFinite(durationMs) ? Math.max(0, durationMs) : 0,
    executionCount: wholeOf(data['executionCount']),
    error: error && { name: textOf(error['name']) ?? '', message: textOf(error['message']) ?? '' },
    code: textOf(data['code']),
    output: textOf(data['output']),
  };
}

const RUN_ENDS: readonly RunEnd[] = ['interrupted', 'untouched', 'kernel_died'];

function readCheck(value: unknown): readonly CheckResult[] {
  const { exercise, check, ok } = isObject(value) ? value : {};
  return typeof exercise === 'string' && typeof check === 'string' && typeof ok === 'boolean' ? [{ exercise, check, ok }] : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function wholeOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** The run of the same cell before `run`, among items that are newest first. */
export function runBefore(run: TimelineRun, items: readonly TimelineItem[]): TimelineRun | undefined {
  const older = items.slice(items.indexOf(run) + 1);
  return older.find((item): item is TimelineRun => item.kind === 'run' && item.cell === run.cell);
}
