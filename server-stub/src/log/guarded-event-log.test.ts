import { beforeEach, describe, expect, it } from 'vitest';
import { alterLog } from '../../test/support/log/altered-log';
import { seededRandom, VirtualClock } from '../../test/support/virtual-clock';
import { batch } from '../../test/support/log/batches';
import { LogUnavailableError } from '../databases/log-unavailable';
import type { EventLog } from './event-log';
import { GuardedEventLog } from './guarded-event-log';
import { FAILURES_TO_TRIP, MAX_PROBE_MS } from '../platform/breaker';
import { openSqliteStore } from '../app/storage/sqlite-store';

const MINUTE_MS = 60_000;

let clock: VirtualClock;
let isDown: boolean;
let asked: { appends: number; probesAtMs: number[] };
let log: GuardedEventLog;
let changes: string[];
let noted: string[];

beforeEach(() => {
  clock = new VirtualClock();
  isDown = false;
  asked = { appends: 0, probesAtMs: [] };
  changes = [];
  noted = [];
  log = new GuardedEventLog(failingLog(), {
    clock,
    random: seededRandom(),
    onChange: ({ kind }) => changes.push(kind),
    onAppended: (classId, { last }, hwm) => noted.push(`${classId} ${String(last)} ${String(hwm)}`),
  });
});

/** A real log whose disk can be taken away. */
function failingLog(): EventLog {
  const { log: real } = openSqliteStore(':memory:');
  const orFail = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isDown) {
      throw new LogUnavailableError('the disk is full');
    }
    return work();
  };
  return alterLog(real, {
    append: (...args) => {
      asked.appends += 1;
      return orFail(() => real.append(...args));
    },
    check: () => {
      asked.probesAtMs.push(clock.wallMs());
      return orFail(() => real.check());
    },
  });
}

const append = (seq: number): Promise<string> =>
  log.append('c', batch(seq, seq)).then(
    ({ verdict }) => verdict,
    (error: Error) => error.message,
  );

async function fail(times: number): Promise<void> {
  isDown = true;
  for (let time = 0; time < times; time++) {
    await append(1);
  }
}

describe('a log that fails', () => {
  it('is not asked any more after five failures in a row; callers hear the reason at once', async () => {
    await fail(FAILURES_TO_TRIP);

    expect(await append(1)).toBe('the disk is full');
    expect(asked.appends).toBe(FAILURES_TO_TRIP);
    expect(changes).toEqual(['open']);
  });

  it('is asked further while its failures are not in a row', async () => {
    await fail(FAILURES_TO_TRIP - 1);
    isDown = false;
    await append(1);
    await fail(FAILURES_TO_TRIP - 1);

    expect(changes).toEqual([]);
    expect(log.breaker).toEqual({ kind: 'closed', failures: FAILURES_TO_TRIP - 1 });
  });

  it('is probed within a second, then ever more rarely, and never more than 30 s apart', async () => {
    await fail(FAILURES_TO_TRIP);
    const openedAtMs = clock.wallMs();
    await clock.advance(10 * MINUTE_MS);
    const gaps = asked.probesAtMs.map((atMs, index) => atMs - (asked.probesAtMs[index - 1] ?? openedAtMs));

    expect(gaps[0]).toBeLessThanOrEqual(1000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(MAX_PROBE_MS);
    expect(Math.min(...gaps.slice(5))).toBeGreaterThanOrEqual(MAX_PROBE_MS / 2);
    expect(asked.appends).toBe(FAILURES_TO_TRIP);
  });

  it('takes appends again as soon as a probe has found it well', async () => {
    await fail(FAILURES_TO_TRIP);
    isDown = false;
    expect(await append(1)).toBe('the disk is full');
    await clock.advance(1000);

    expect(await append(1)).toBe('appended');
    expect(changes).toEqual(['open', 'closed']);
  });

  it('is closed by anybody’s check, too, and probed no more', async () => {
    await fail(FAILURES_TO_TRIP);
    isDown = false;
    await log.check();
    await clock.advance(MINUTE_MS);

    expect(log.breaker.kind).toBe('closed');
    expect(asked.probesAtMs).toHaveLength(1);
  });

  it('can be read meanwhile', async () => {
    await append(1);
    await fail(FAILURES_TO_TRIP);

    expect(await log.read('c', '0', 10)).toHaveLength(1);
  });

  it('is not probed after the guard was closed', async () => {
    await fail(FAILURES_TO_TRIP);
    await log.close();
    await clock.advance(MINUTE_MS);

    expect(asked.probesAtMs).toEqual([]);
  });
});

it('tells of what the log has taken, and not of what it had or refused', async () => {
  await append(1);
  await append(1);
  await append(3);
  expect(noted).toEqual(['c 1 1']);
});

it('does not take a caller’s own mistake for a failure of the log', async () => {
  for (let time = 0; time <= FAILURES_TO_TRIP; time++) {
    await expect(log.append('c', undefined as never)).rejects.toThrow(TypeError);
  }
  expect(log.breaker.kind).toBe('closed');
});
