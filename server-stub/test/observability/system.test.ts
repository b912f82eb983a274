import { createClient } from '@redis/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Problem, RedisFigures, SqliteFigures, SystemState } from '../../../src/protocol';
import { alertLog } from '../../src/observability/alerts/alert-log';
import type { AppDeps } from '../../src/app/app';
import { LogUnavailableError } from '../../src/databases/log-unavailable';
import { FAILURES_TO_TRIP } from '../../src/platform/breaker';
import { openRedisStore } from '../../src/app/storage/redis-store';
import { openSqliteStore } from '../../src/app/storage/sqlite-store';
import { Metrics } from '../../src/observability/metrics/metrics';
import { systemClock } from '../../src/platform/clock';
import type { ProcessReading } from '../../src/platform/process/process-probe';
import { systemRandom } from '../../src/platform/random';
import { startRedis } from '../support/redis/redis-server';
import { AlertCollector } from '../support/alert-collector';
import { alterLog } from '../support/log/altered-log';
import { Classroom } from '../support/classroom';
import { ExpositionReader } from '../support/exposition-reader';

const PERIOD_MS = 10_000;
const MB = 1024 * 1024;

let room: Classroom;
let alerts: AlertCollector;
let reading: ProcessReading;

beforeEach(() => {
  alerts = new AlertCollector();
  reading = { pid: 8, uptimeS: 60, residentBytes: 100 * MB, heapUsedBytes: 50 * MB, eventLoopDelayP99Ms: 3, eventLoopUtilisation: 0.25 };
});
afterEach(() => room.close());

async function open(options: Partial<AppDeps> = {}): Promise<void> {
  const metrics = new Metrics({ probe: () => reading });
  room = await Classroom.open({ metrics, watch: { levels: {}, sinks: [alerts] }, ...options });
  await system();
}

async function system(): Promise<SystemState> {
  return (await room.asInstructor('GET', '/system')).json();
}

/** The system data of the next look that the server takes at itself. */
async function nextLook(): Promise<SystemState> {
  await room.clock.advance(PERIOD_MS);
  return vi.waitFor(async () => {
    const state = await system();
    expect(state.asOf).toBe(room.clock.timestamp);
    return state;
  });
}

const ready = () => room.inject({ method: 'GET', url: '/api/v1/health/ready' });

describe('GET /system', () => {
  it('tells how the server is and was', async () => {
    await open();
    const { token } = await room.enrol();
    await room.report(token, 1, 50);
    const state = await nextLook();
    const sqlite = state.store as SqliteFigures;

    expect(sqlite).toMatchObject({ kind: 'sqlite', reason: null });
    const { pid: _, ...figures } = reading;
    expect(state.process).toEqual({ processes: 1, ...figures });
    expect(state.ingest).toMatchObject({
      eventsAppended: 50,
      eventsPerSecond: 5,
      errorPercent: null,
      viewers: 0,
      breaker: 'closed',
      shed: 0,
    });
    expect(state.alerts.map(({ name, severity }) => [name, severity])).toEqual([
      ['log', 'ok'],
      ['errors', 'ok'],
      ['process_memory', 'ok'],
      ['event_loop', 'ok'],
      ['disk_free', expect.any(String)],
      ['janitor', 'ok'],
      ['durability', 'ok'],
      ['clock', 'ok'],
    ]);
    expect(state.history).toHaveLength(2);
    expect(state.history.at(-1)).toMatchObject({
      at: state.asOf,
      eventsPerSecond: 5,
      residentBytes: reading.residentBytes,
      logBytes: (sqlite.databaseBytes ?? 0) + (sqlite.walBytes ?? 0),
      diskFreeBytes: sqlite.disk?.freeBytes,
      redisConnections: null,
    });
  });

  it('is for instructors alone, and names no student', async () => {
    await open();
    const { token } = await room.enrol('ada-lovelace');
    const asStudent = await room.inject({ method: 'GET', url: '/api/v1/system', headers: { authorization: `Bearer ${token}` } });
    const asNobody = await room.inject({ method: 'GET', url: '/api/v1/system' });

    expect(asStudent.statusCode).toBe(403);
    expect(asNobody.statusCode).toBe(401);
    expect(JSON.stringify(await nextLook())).not.toContain('ada');
  });

  it('sums what all processes tell', async () => {
    const other = new Metrics({ probe: () => ({ ...reading, residentBytes: 300 * MB }) });
    other.ingest.decided('appended', 7, []);
    other.breaker('open');
    await open({ gatherReports: async () => [await other.report(), await other.report()] });
    const { process, ingest } = await system();

    expect(process).toMatchObject({ processes: 2, residentBytes: 300 * MB });
    expect(ingest).toMatchObject({ eventsAppended: 14, breaker: 'open' });
  });
});

describe('alerts', () => {
  it('of memory and a late event loop are told once, when they come and when they go', async () => {
    await open({ watch: { levels: { process_memory: { warning: 200, critical: 400 } }, sinks: [alerts] } });
    reading = { ...reading, residentBytes: 500 * MB, eventLoopDelayP99Ms: 300 };
    await nextLook();
    expect(alerts.told).toEqual([]);
    await nextLook();
    await nextLook();
    expect(alerts.told).toEqual(['process_memory: ok → critical', 'event_loop: ok → warning']);
    reading = { ...reading, residentBytes: 300 * MB, eventLoopDelayP99Ms: 3 };
    await nextLook();
    await nextLook();

    expect(alerts.told.slice(2)).toEqual(['process_memory: critical → warning', 'event_loop: warning → ok']);
    const seen = new ExpositionReader((await room.inject({ method: 'GET', url: '/metrics' })).body);
    expect(seen.value('cell_monitor_alert_severity', { alert: 'process_memory' })).toBe(1);
    expect(seen.value('cell_monitor_event_loop_delay_p99_seconds')).toBe(0.003);
  });

  it('of errors follow the last minute, and leave the questions of machines out', async () => {
    await open();
    // There is no dashboard in this server: its page is a 503.
    const fail = () => room.inject({ method: 'GET', url: '/' });
    await Promise.all(Array.from({ length: 30 }, fail));
    const { ingest } = await nextLook();
    await nextLook();
    expect(ingest.errorPercent).toBeGreaterThan(50);
    expect(alerts.told).toEqual(['errors: ok → critical']);
    await Promise.all(Array.from({ length: 100 }, ready));
    for (let count = 0; count < 8; count++) {
      await nextLook();
    }

    // So few requests came since that nothing can be said of them.
    expect((await system()).ingest.errorPercent).toBeNull();
    expect(alerts.told).toEqual(['errors: ok → critical']);
  });

  it('of a janitor come when it fails again and again', async () => {
    const metrics = new Metrics({ probe: () => reading });
    await open({ metrics });
    metrics.janitor.ran(0, false, 0);
    await nextLook();
    expect(alerts.told).toEqual([]);
    metrics.janitor.ran(0, false, 0);
    await nextLook();
    metrics.janitor.ran(2, true, 0);
    await nextLook();

    expect(alerts.told).toEqual(['janitor: ok → warning', 'janitor: warning → ok']);
  });

  it('of several processes are told by one, and by another when that is gone', async () => {
    const busy = { ...reading, pid: 7, eventLoopDelayP99Ms: 300 };
    const other = new Metrics({ probe: () => busy });
    const own = new Metrics({ probe: () => reading });
    const processes = [other, own];
    await open({ metrics: own, gatherReports: () => Promise.all(processes.map(one => one.report())) });
    await nextLook();
    expect((await system()).alerts.find(({ name }) => name === 'event_loop')?.severity).toBe('warning');
    expect(alerts.told).toEqual([]);
    processes.shift();
    await nextLook();
    await nextLook();

    expect(alerts.told).toEqual(['event_loop: warning → ok']);
  });

  it('are written to the log of the server', async () => {
    const lines: Record<string, unknown>[] = [];
    const write = (level: string) => (line: object, text: string) => void lines.push({ level, ...line, text });
    const logger = { info: write('info'), warn: write('warn'), error: write('error') } as unknown as AppDeps['logger'];
    await open({ watch: { levels: { process_memory: { warning: 50, critical: 200 } }, sinks: [alertLog(logger)] } });
    await nextLook();

    expect(lines).toEqual([
      {
        level: 'warn',
        alert: 'process_memory',
        severity: 'warning',
        previous: 'ok',
        value: 100,
        unit: 'MB',
        levels: { warning: 50, critical: 200 },
        text: "alert: the server's process uses 100 MB of memory (warning above 50 MB, critical above 200 MB)",
      },
    ]);
  });

  it('end with the server', async () => {
    await open();
    await room.app.close();

    expect(alerts.isClosed).toBe(true);
  });
});

describe('a server on Redis', () => {
  it('tells of a Redis that is crowded, may throw the log away, or is gone', async () => {
    const redis = await startRedis(['--maxclients', '20', '--maxmemory', '100mb', '--maxmemory-policy', 'allkeys-lru']);
    const store = openRedisStore({ url: redis.url, clock: systemClock, random: systemRandom });
    await vi.waitFor(() => store.log.check());
    await open({ store });
    const others = await Promise.all(
      Array.from({ length: 15 }, () =>
        createClient({ url: redis.url })
          .on('error', () => undefined)
          .connect(),
      ),
    );
    await nextLook();
    const crowded = await nextLook();
    const answer = await ready();
    others.forEach(other => other.destroy());

    expect((crowded.store as RedisFigures).server).toMatchObject({ connections: 17, maxConnections: 20 });
    expect(crowded.alerts.find(({ name }) => name === 'redis_connections')).toMatchObject({
      severity: 'warning',
      levels: { warning: 16, critical: 18 },
      text: 'Redis has 17 connections open (warning above 16, critical above 18)',
    });
    expect(crowded.alerts.find(({ name }) => name === 'redis_memory')).toMatchObject({
      severity: 'ok',
      levels: { warning: 78.1, critical: 92.8 },
    });
    expect(answer.json()).toEqual({
      status: 'ready',
      warnings: [
        expect.stringContaining('eviction policy allkeys-lru') as string,
        'redis_connections (warning): Redis has 17 connections open (warning above 16, critical above 18)',
      ],
    });

    await redis.kill();
    const gone = await nextLook();
    for (let count = 0; count < 3; count++) {
      await nextLook();
    }
    expect(gone.store).toMatchObject({ kind: 'redis', server: null });
    expect(alerts.told).toEqual(['redis_connections: ok → warning', 'log: ok → warning', 'log: warning → critical']);
    expect((await ready()).statusCode).toBe(503);
    await redis.stop();
  });
});

describe('the health check', () => {
  it('asks the log at most once a second, however many ask', async () => {
    let asked = 0;
    await open();
    const { store } = room;
    const check = (): Promise<void> => {
      asked += 1;
      return store.log.check();
    };
    const other = await Classroom.open({ store: { ...store, log: alterLog(store.log, { check }) } });
    const ask = () => other.inject({ method: 'GET', url: '/api/v1/health/ready' });
    const replies = await Promise.all(Array.from({ length: 50 }, ask));
    expect(replies.every(({ statusCode }) => statusCode === 200)).toBe(true);
    expect(asked).toBe(1);
    await other.clock.advance(1000);
    await ask();
    await other.app.close();

    expect(asked).toBe(2);
  });

  it('leaves a log alone whose breaker is open, and says why it is', async () => {
    const store = openSqliteStore(':memory:');
    const asked: string[] = [];
    const fail = (name: string) => async (): Promise<never> => {
      asked.push(name);
      throw new LogUnavailableError('Redis does not answer');
    };
    room = await Classroom.open({ store: { ...store, log: alterLog(store.log, { append: fail('append'), check: fail('check') }) } });
    const { token } = await room.enrol();
    for (let count = 0; count < FAILURES_TO_TRIP; count++) {
      await room.report(token, 1, 1);
    }

    expect((await ready()).json<Problem & { reasons: string[] }>().reasons).toEqual(['log: Redis does not answer']);
    expect(asked).not.toContain('check');
  });
});
