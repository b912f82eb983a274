import { expect, it } from 'vitest';
import type { OrdinaryEvent } from '../../../../src/protocol';
import { sidOf, START_MS, timestamp, toBatch } from '../../../test/support/log/random-log';
import { ClassProjection } from './class-projection';

/** All that a snapshot may take of one student, whatever their client made up: as much as a few hundred honest ones take. */
const MAX_BYTES = 3 * 1024 * 1024;
type Kind = 'distinct' | 'sameCells' | 'checks';
/** Of those that check, each tells twenty results. */
const EVENTS: Readonly<Record<Kind, number>> = { distinct: 30_000, sameCells: 30_000, checks: 8000 };
const BATCH = 500;

/** Everything that can differ does. */
function distinct(n: number): OrdinaryEvent {
  const word = String(n).padStart(150, 'w');
  const data = {
    notebook: `${word}.ipynb`,
    cell: { id: `c${word}`.slice(0, 100), index: n, exercise: `e${word}` },
    ok: n % 50 === 0,
    durationMs: n,
    executionCount: n,
    error: { name: `E${word}`, message: `${word} ${word}`, traceback: 't'.repeat(500) },
    code: 'x'.repeat(500),
    question: word,
  };
  const type = n % 7 === 0 ? 'help.requested' : n % 11 === 0 ? 'help.withdrawn' : 'cell.executed';
  return { seq: (n % BATCH) + 1, type, time: timestamp(START_MS + n), data };
}

/** Runs that check as much as one can, of exercises and checks without end. */
function checking(n: number): OrdinaryEvent {
  const exercise = (n * 7) % 900;
  const checks = Array.from({ length: 20 }, (_, index) => ({
    exercise: `${String(exercise)}${'e'.repeat(180)}`,
    check: `${String((n + index) % 70)}${'c'.repeat(90)}`,
    ok: (n + index) % 3 === 0,
  }));
  const event = distinct(n);
  return { ...event, type: 'cell.executed', data: { ...event.data, cell: { id: `t${String(n)}`, index: 0 }, notebook: 'a.ipynb', checks } };
}

function* entries(what: Kind) {
  for (let first = 0; first < EVENTS[what]; first += BATCH) {
    const events = Array.from({ length: BATCH }, (_, index) => (what === 'checks' ? checking : distinct)(first + index)).map(event =>
      what === 'sameCells'
        ? { ...event, data: { ...event.data, ok: false, notebook: 'a', cell: { id: `c${String(event.seq % 20)}` } } }
        : event,
    );
    yield { ...toBatch(first / BATCH, 'eve', events, 0), sid: sidOf(first / BATCH).padStart(22, '0') };
  }
}

it.each([
  ['notebooks, cells, exercises, errors, questions and sources', 'distinct'],
  ['errors in the same cells', 'sameCells'],
  ['results of checks', 'checks'],
] as const)('a student with many thousand distinct %s takes no more than a bound', { timeout: 60_000 }, (_what, kind) => {
  const projection = new ClassProjection();
  let position = 0;
  const sizes: number[] = [];
  for (const entry of entries(kind)) {
    projection.fold(entry, String(++position));
    if (position === EVENTS[kind] / BATCH / 2) {
      sizes.push(sizeOf(projection));
    }
  }
  sizes.push(sizeOf(projection));
  const [half = 0, whole = 0] = sizes;

  expect(projection.students.get('eve')?.events).toBe(EVENTS[kind]);
  expect(whole).toBeLessThan(MAX_BYTES);
  // It has stopped growing, but for the list of where the student's entries are.
  expect(whole).toBeLessThan(half * 1.2);
});

function sizeOf(projection: ClassProjection): number {
  return [...projection.toValues()].reduce((sum, value) => sum + JSON.stringify(value).length, 0);
}
