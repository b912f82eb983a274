import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alert } from '../../../src/protocol';
import { AlertWebhook } from '../../src/observability/alerts/alert-webhook';
import type { WebhookKind } from '../../src/observability/alerts/webhook-message';
import type { Cancel, Clock } from '../../src/platform/clock';
import { systemFetch } from '../../src/platform/http-client';
import { findFreePort } from '../support/redis/redis-server';
import { seededRandom } from '../support/virtual-clock';

const SECRET = 'T000/B000/the-secret-of-the-hook';
const TIME_LIMIT_MS = 5000;
const ALERT: Alert = {
  name: 'redis_memory',
  severity: 'critical',
  since: '2026-11-22T09:00:00.000Z',
  value: 960,
  unit: 'MB',
  levels: { warning: 800, critical: 950 },
  text: 'Redis uses <960 MB> & more',
};

interface HeldTimer {
  readonly delayMs: number;
  readonly callback: () => void;
}

/** Time in which nothing falls due until a test says so. */
class HeldClock implements Clock {
  readonly #timers = new Set<HeldTimer>();

  wallMs(): number {
    return 0;
  }

  monotonicMs(): number {
    return 0;
  }

  setTimeout(callback: () => void, delayMs: number): Cancel {
    const timer = { delayMs, callback };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Waits for a pause between two attempts, or for the time limit of one, and lets it pass. @returns its length */
  async pass(what: 'pause' | 'limit'): Promise<number> {
    const timer = await vi.waitFor(() => this.#find(what));
    this.#timers.delete(timer);
    timer.callback();
    return timer.delayMs;
  }

  #find(what: 'pause' | 'limit'): HeldTimer {
    const timer = [...this.#timers].find(({ delayMs }) => (delayMs === TIME_LIMIT_MS) === (what === 'limit'));
    if (timer === undefined) {
      throw new Error(`there is no ${what} yet`);
    }
    return timer;
  }
}

let receiver: Server;
let url: string;
let clock: HeldClock;
let hook: AlertWebhook;
const received: { readonly path: string; readonly type: string | undefined; readonly body: Record<string, unknown> }[] = [];
const logLines: string[] = [];
/** What the receiver answers, one after the other; `silence` for not at all. */
let answers: (number | 'silence')[];

beforeEach(async () => {
  received.length = 0;
  logLines.length = 0;
  answers = [];
  clock = new HeldClock();
  receiver = createServer((request, reply) => {
    let text = '';
    request.on('data', chunk => (text += String(chunk)));
    request.on('end', () => {
      received.push({ path: request.url ?? '', type: request.headers['content-type'], body: JSON.parse(text) as Record<string, unknown> });
      const answer = answers.shift() ?? 200;
      if (answer !== 'silence') {
        reply.writeHead(answer, { location: '/elsewhere' }).end('ok');
      }
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  url = `http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/${SECRET}`;
  hook = open();
});
afterEach(() => {
  hook.close();
  receiver.closeAllConnections();
  receiver.close();
});

function open(kind: WebhookKind = 'generic', to = url): AlertWebhook {
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logLines.push(line) });
  return new AlertWebhook({ url: to, kind, server: 'lab <1>', fetch: systemFetch, clock, random: seededRandom(), logger });
}

const tell = (alert: Partial<Alert> = {}): void => hook.tell({ alert: { ...ALERT, ...alert }, previous: 'warning' });
const reasons = (): unknown[] => logLines.map(line => (JSON.parse(line) as { reason: unknown }).reason);

describe('the webhook of alerts', () => {
  it('is told as plain JSON', async () => {
    tell();
    await expect.poll(() => received).toHaveLength(1);

    expect(received[0]).toEqual({
      path: `/${SECRET}`,
      type: 'application/json',
      body: {
        source: 'jupyterlab-cell-monitor',
        server: 'lab <1>',
        alert: 'redis_memory',
        severity: 'critical',
        previous: 'warning',
        since: '2026-11-22T09:00:00.000Z',
        value: 960,
        unit: 'MB',
        levels: { warning: 800, critical: 950 },
        text: 'Redis uses <960 MB> & more',
      },
    });
  });

  it('is told as Slack reads it, in which nothing becomes a link or a mention', async () => {
    hook = open('slack');
    tell();
    tell({ severity: 'ok' });
    await expect
      .poll(() => received.map(({ body }) => body))
      .toEqual([
        { text: ':red_circle: *Cell monitor on lab &lt;1&gt;: critical*\nRedis uses &lt;960 MB&gt; &amp; more' },
        { text: ':large_green_circle: *Cell monitor on lab &lt;1&gt;: over (was warning)*\nRedis uses &lt;960 MB&gt; &amp; more' },
      ]);
  });

  it('is tried again with growing pauses, and what comes meanwhile waits its turn', async () => {
    answers = [500, 429, 'silence', 200];
    tell();
    tell({ name: 'errors' });
    const pauses = [await clock.pass('pause'), await clock.pass('pause')];
    await expect.poll(() => received).toHaveLength(3);
    await clock.pass('limit');
    pauses.push(await clock.pass('pause'));
    await expect
      .poll(() => received.map(({ body }) => body['alert']))
      .toEqual([...Array.from({ length: 4 }, () => 'redis_memory'), 'errors']);

    expect(pauses.map((ms, index) => ms >= 500 * 2 ** index && ms <= 1000 * 2 ** index)).toEqual([true, true, true]);
    expect(logLines).toEqual([]);
  });

  it('is given up after five attempts, which is logged, and told of the next alert', async () => {
    answers = [500, 500, 500, 500, 500];
    tell();
    tell({ name: 'errors' });
    for (let count = 0; count < 4; count++) {
      await clock.pass('pause');
    }
    await expect.poll(() => received).toHaveLength(6);

    expect(reasons()).toEqual(['it answered 500']);
  });

  it('is not tried again where that cannot help, and sends nothing elsewhere', async () => {
    answers = [404, 302];
    tell();
    tell();
    await expect.poll(reasons).toEqual(['it answered 404', 'it answered 302']);

    expect(received.map(({ path }) => path)).toEqual([`/${SECRET}`, `/${SECRET}`]);
  });

  it('that is not there is given up without its address being logged', async () => {
    hook = open('generic', `http://127.0.0.1:${String(await findFreePort())}/${SECRET}`);
    tell();
    for (let count = 0; count < 4; count++) {
      await clock.pass('pause');
    }

    await expect.poll(reasons).toEqual(['it cannot be reached (ECONNREFUSED)']);
    expect(logLines.join('')).not.toContain('the-secret');
  });

  it('is left alone once the server stops', async () => {
    answers = [500];
    tell();
    await expect.poll(() => received).toHaveLength(1);
    hook.close();
    tell();

    expect(received).toHaveLength(1);
    expect(logLines).toEqual([]);
  });
});
