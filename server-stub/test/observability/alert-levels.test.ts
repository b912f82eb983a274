import type { LightMyRequestResponse } from 'fastify';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AlertChoice, AlertLevelsReply, AlertSetting, AuditPage, Problem, SystemState } from '../../../src/protocol';
import type { AppDeps } from '../../src/app/app';
import { Metrics } from '../../src/observability/metrics/metrics';
import { startRedis } from '../support/redis/redis-server';
import { AlertCollector } from '../support/alert-collector';
import { Classroom } from '../support/classroom';
import { ExpositionReader } from '../support/exposition-reader';
import { open as openRedis, untilReady } from '../support/redis/redis-stores';

const PERIOD_MS = 10_000;
const STARTED = { errors: { warning: 2, critical: 10 }, process_memory: 'off' } as const;
const BUSY = { pid: 8, uptimeS: 60, residentBytes: 1, heapUsedBytes: 1, eventLoopDelayP99Ms: 300, eventLoopUtilisation: 0.9 };

const rooms: Classroom[] = [];
afterEach(() => Promise.all(rooms.splice(0).map(room => room.close())));

async function open(options: Partial<AppDeps> = {}): Promise<Classroom> {
  const metrics = new Metrics({ probe: () => BUSY });
  const room = await Classroom.open({ metrics, watch: { levels: STARTED, sinks: [] }, ...options });
  rooms.push(room);
  return room;
}

const change = (room: Classroom, levels: unknown): Promise<LightMyRequestResponse> =>
  room.asInstructor('PATCH', '/alert-levels', { levels });

async function choices(room: Classroom): Promise<Readonly<Record<string, AlertChoice>>> {
  const { alerts } = (await room.asInstructor('GET', '/alert-levels')).json<AlertLevelsReply>();
  return Object.fromEntries(alerts.map(alert => [alert.name, alert]));
}

const settingOf = async (room: Classroom, name: string): Promise<AlertSetting | undefined> => (await choices(room))[name]?.setting;

async function nextLook(room: Classroom): Promise<SystemState> {
  await room.clock.advance(PERIOD_MS);
  return vi.waitFor(async () => {
    const state = (await room.asInstructor('GET', '/system')).json<SystemState>();
    expect(state.asOf).toBe(room.clock.timestamp);
    return state;
  });
}

describe('the levels of alerts', () => {
  it('are what the server was started with until somebody chooses others, and again when they take them back', async () => {
    const room = await open();
    expect(Object.keys(await choices(room))).toEqual([
      'log',
      'errors',
      'process_memory',
      'event_loop',
      'disk_free',
      'janitor',
      'durability',
      'clock',
    ]);
    const chosen = { warning: 3, critical: 12.5 };
    const reply = await change(room, { errors: chosen, process_memory: chosen });

    expect(reply.statusCode).toBe(200);
    expect(await choices(room)).toMatchObject({
      errors: { unit: '%', worse: 'above', setting: chosen, started: STARTED.errors, isChosen: true },
      process_memory: { unit: 'MB', setting: chosen, started: 'off', isChosen: true },
      disk_free: { worse: 'below', setting: { warning: 10, critical: 5 }, started: { warning: 10, critical: 5 }, isChosen: false },
    });
    expect(reply.json()).toEqual({ alerts: Object.values(await choices(room)) });
    await change(room, { errors: null });
    expect((await choices(room))['errors']).toMatchObject({ setting: STARTED.errors, isChosen: false });
    expect(await settingOf(room, 'process_memory')).toEqual(chosen);
  });

  it('are refused with what is wrong, and then nothing is changed', async () => {
    const room = await open();
    const reply = await change(room, { log: 'off', errors: { warning: 5, critical: 1 } });

    expect(reply.json<Problem>()).toMatchObject({
      status: 422,
      code: 'invalid',
      errors: [{ path: 'levels.errors.critical', message: 'must not be below the warning level' }],
    });
    expect(await settingOf(room, 'log')).toEqual({ warning: 5, critical: 30 });
  });

  it('go on record with who changed which', async () => {
    const room = await open();
    await change(room, { errors: { warning: 0.5, critical: 2 }, disk_free: 'off', log: null });
    await change(room, {});
    const { entries } = (await room.asInstructor('GET', '/audit')).json<AuditPage>();

    expect(entries).toMatchObject([
      { action: 'alerts.changed', actor: { role: 'owner' }, subject: 'errors=0.5/2, disk_free=off, log=as started' },
    ]);
  });

  it('hold from the next look on, and after a restart', async () => {
    const alerts = new AlertCollector();
    const room = await open({ watch: { levels: {}, sinks: [alerts] } });
    await change(room, { event_loop: { warning: 350, critical: 400 } });
    await nextLook(room);
    expect(alerts.told).toEqual([]);
    await room.restart();
    expect(await settingOf(room, 'event_loop')).toEqual({ warning: 350, critical: 400 });

    await change(room, { event_loop: { warning: 100, critical: 200 } });
    await nextLook(room);
    await nextLook(room);
    expect(alerts.told).toEqual(['event_loop: ok → critical']);
    await change(room, { event_loop: 'off' });
    await nextLook(room);
    expect(alerts.told).toEqual(['event_loop: ok → critical', 'event_loop: critical → ok']);
    const metrics = new ExpositionReader((await room.inject({ method: 'GET', url: '/metrics' })).body);
    expect(metrics.value('cell_monitor_alert_severity', { alert: 'event_loop' })).toBeUndefined();
  });

  it('hold on as they were known while the store cannot be asked', async () => {
    const room = await open();
    await change(room, { event_loop: { warning: 1, critical: 2 } });
    await room.store.close();
    await nextLook(room);
    const state = await nextLook(room);

    expect(state.alerts.find(({ name }) => name === 'event_loop')).toMatchObject({ levels: { warning: 1, critical: 2 } });
    expect((await change(room, { errors: 'off' })).statusCode).toBe(503);
  });

  it('follow on every server of the same Redis', async () => {
    const redis = await startRedis();
    const [one, other] = [openRedis(redis.url), openRedis(redis.url)];
    await Promise.all([untilReady(one), untilReady(other)]);
    const here = await open({ store: one });
    const there = await open({ store: other });
    await change(here, { redis_memory: { warning: 10, critical: 20 }, event_loop: 'off' });
    const state = await nextLook(there);

    expect(state.alerts.find(({ name }) => name === 'redis_memory')).toMatchObject({ levels: { warning: 10, critical: 20 } });
    expect(state.alerts.map(({ name }) => name)).not.toContain('event_loop');
    expect(await settingOf(there, 'event_loop')).toBe('off');
    await Promise.all(rooms.splice(0).map(room => room.close()));
    await redis.stop();
  });
});
