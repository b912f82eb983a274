import { anything, array, boolean, constantFrom, dictionary, integer, type Arbitrary, oneof, record, string, tuple } from 'fast-check';
import type { RejectedEvent, WireEvent } from '../../../../src/protocol';
import type { ActionEntry, BatchEntry } from '../../../src/log/event-log';

export const START_MS = Date.parse('2026-11-22T09:00:00.000Z');
export const timestamp = (ms: number): string => new Date(ms).toISOString();

const data = record(
  {
    notebook: constantFrom('a.ipynb', 'b.ipynb'),
    cell: record(
      { id: constantFrom('c1', 'c2'), index: integer({ min: 0, max: 3 }), exercise: constantFrom('e1', 'e2') },
      { requiredKeys: ['id'] },
    ),
    ok: boolean(),
    error: record({ name: constantFrom('NameError', 'TypeError'), message: string() }),
    question: string({ maxLength: 5 }),
    ended: constantFrom('interrupted', 'untouched', 'kernel_died'),
    checks: array(record({ exercise: constantFrom('e1', 'e2'), check: constantFrom('t1', 't2'), ok: boolean() }), { maxLength: 3 }),
    formerly: constantFrom('a.ipynb', 'c.ipynb'),
  },
  { requiredKeys: [] },
);

interface Step {
  readonly type: string;
  readonly data: object;
  readonly gapMs: number;
  readonly lost: number;
}

export const step: Arbitrary<Step> = record({
  type: constantFrom(
    'cell.executed',
    'cell.executed',
    'cell.executed',
    'notebook.opened',
    'help.requested',
    'help.withdrawn',
    'presence.hidden',
  ),
  data,
  gapMs: integer({ min: 0, max: 5000 }),
  lost: constantFrom(0, 0, 0, 0, 1, 4),
});

/** One tab's whole life: its events, cut into batches, with its own wrong clock. */
export const source = tuple(
  constantFrom('ada', 'bob', 'eve'),
  array(step, { minLength: 1, maxLength: 25 }),
  integer({ min: 1, max: 6 }),
  constantFrom(0, 300, -172_800_000, 3_600_000),
);

export function toEvents(steps: readonly Step[], clockErrorMs: number): WireEvent[] {
  let seq = 0;
  let timeMs = START_MS;
  return steps.map(({ type, data: given, gapMs, lost }) => {
    timeMs += gapMs;
    const from = seq + 1;
    seq += lost === 0 ? 1 : lost;
    return lost === 0
      ? { seq, type, time: timestamp(timeMs + clockErrorMs), data: given as Record<string, unknown> }
      : { from, seq, type: 'lost', data: { count: lost, reason: 'quota' } };
  });
}

export function toBatches(
  index: number,
  studentId: string,
  events: readonly WireEvent[],
  perBatch: number,
  clockErrorMs: number,
): BatchEntry[] {
  const batches: BatchEntry[] = [];
  for (let start = 0; start < events.length; start += perBatch) {
    batches.push(toBatch(index, studentId, events.slice(start, start + perBatch), clockErrorMs));
  }
  return batches;
}

export const sidOf = (index: number): string => `${'s'.repeat(22)}${String(index)}`;

export const RECEIVED_MS = START_MS + 1_000_000;

export function toBatch(
  index: number,
  studentId: string,
  events: readonly WireEvent[],
  clockErrorMs: number,
  rejected: RejectedEvent[] = [],
): BatchEntry {
  const [head] = events;
  return {
    kind: 'batch',
    studentId,
    team: 'Team 1',
    sid: sidOf(index),
    first: head === undefined ? 1 : 'from' in head ? head.from : head.seq,
    last: events.at(-1)?.seq ?? 1,
    sentAt: timestamp(RECEIVED_MS + clockErrorMs),
    receivedAtMs: RECEIVED_MS,
    eventsJson: JSON.stringify(events),
    rejected,
  };
}

export const enrolled = array(
  record(
    {
      kind: constantFrom('enrolled' as const),
      studentId: constantFrom('ada', 'bob', 'eve'),
      displayName: constantFrom('Ada', 'Bob', 'Eve'),
      team: constantFrom('', 'Team 1', 'Team 2'),
      isVerified: constantFrom(true as const),
      receivedAtMs: integer({ min: START_MS, max: START_MS + 5 }),
    },
    { requiredKeys: ['kind', 'studentId', 'displayName', 'team', 'receivedAtMs'] },
  ),
  { maxLength: 4 },
);

const INSTRUCTORS = [
  { id: 'g', name: 'Grace' },
  { id: 'k', name: 'Katherine' },
] as const;

/** What instructors do, now and then twice in the log, of calls that there are and others. `sources` are those of `toBatch`. */
export function actions(sources: number): Arbitrary<ActionEntry[]> {
  const by = constantFrom(...INSTRUCTORS);
  const takeOver = constantFrom(undefined, undefined, true as const);
  const callId = tuple(integer({ min: 0, max: sources - 1 }), integer({ min: 1, max: 3 }));
  const help = tuple(callId, constantFrom('open' as const, 'claimed' as const, 'resolved' as const), by, takeOver).map(
    ([[index, seq], step, who, isTakenOver]) =>
      ({ type: 'help', helpId: `${sidOf(index)}-${String(seq)}`, step, by: who, ...(isTakenOver && { takeOver: isTakenOver }) }) as const,
  );
  const visit = tuple(
    constantFrom(undefined, 'Team 1', 'Team 2'),
    constantFrom('open' as const, 'claimed' as const, 'done' as const),
    by,
    takeOver,
  ).map(
    ([team, step, who, isTakenOver]) =>
      ({ type: 'visit', ...(team !== undefined && { team }), step, by: who, ...(isTakenOver && { takeOver: isTakenOver }) }) as const,
  );
  const queue = tuple(constantFrom('open' as const, 'paused' as const, 'closed' as const), by).map(
    ([state, who]) => ({ type: 'queue', state, by: who }) as const,
  );
  const remark = tuple(callId, constantFrom('explained' as const, 'technical' as const), by).map(
    ([[index, seq], finding, who]) =>
      ({
        type: 'help',
        helpId: `${sidOf(index)}-${String(seq)}`,
        step: 'resolved',
        by: who,
        finding,
        note: finding.slice(0, 3),
        isRemark: true,
      }) as const,
  );
  const messageKey = integer({ min: 0, max: 5 }).map(String);
  const message = tuple(by, string({ maxLength: 5 })).map(
    ([who, text]) => ({ type: 'message', to: { all: true }, text, by: who }) as const,
  );
  const addressed = messageKey.map(
    key =>
      ({
        type: 'addressed',
        message: key,
        ...(key < '2' && { exercise: 'name\na.ipynb\ne1', ...(key === '1' && { check: 't1' }) }),
      }) as const,
  );
  const shown = array(messageKey, { maxLength: 3 }).map(messages => ({ type: 'shown', messages }) as const);
  const staff = tuple(boolean(), by).map(([isStaff, who]) => ({ type: 'staff', isStaff, by: who }) as const);
  const entry = tuple(
    constantFrom('ada', 'bob', 'eve'),
    integer({ min: 0, max: 50 }),
    oneof(help, visit, queue, remark, message, addressed, addressed, shown, staff),
  ).map(([studentId, id, action]): ActionEntry => ({
    kind: 'action',
    studentId: 'team' in action || 'text' in action || 'state' in action ? '' : studentId,
    receivedAtMs: RECEIVED_MS,
    id: 'text' in action ? String(id % 6) : `a${String(id)}`,
    action,
  }));
  return array(entry, { maxLength: 20 }).map(entries => [...new Map(entries.map(each => [each.id, each])).values()]);
}

/** Interleaves the sources at random; each keeps its own order, as the log does. */
export function interleave<T = BatchEntry>(sources: readonly (readonly T[])[], picks: readonly number[]): T[] {
  const queues = sources.map(batches => [...batches]);
  const result: T[] = [];
  for (let turn = 0; queues.some(queue => queue.length > 0); turn++) {
    const open = queues.filter(queue => queue.length > 0);
    const next = open[(picks[turn % picks.length] ?? 0) % open.length]?.shift();
    if (next !== undefined) {
      result.push(next);
    }
  }
  return result;
}

const hostileData = dictionary(
  constantFrom('notebook', 'cell', 'ok', 'error', 'code', 'durationMs', '__proto__', 'question', 'checks', 'ended', 'formerly', 'about'),
  anything(),
);

/** Events whose `data` is of any shape, as JavaScript values: `toJson` puts them on the wire. */
export const hostileEvents = array(tuple(constantFrom('cell.executed', 'help.requested', 'notebook.opened', 'x'), hostileData), {
  minLength: 1,
  maxLength: 5,
}).map(shapes => shapes.map(([type, data], index) => ({ seq: index + 1, type, time: timestamp(START_MS), data: { ...data } })));

/** JSON of any value: what JSON cannot say becomes null, as on the wire. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'bigint' || typeof inner === 'function' || typeof inner === 'symbol' ? null : inner,
  );
}
