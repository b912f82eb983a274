import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toExposition } from '../../src/observability/metrics/exposition';
import { Metrics } from '../../src/observability/metrics/metrics';
import { Classroom, INSTRUCTOR_TOKEN } from '../support/classroom';
import { ExpositionReader } from '../support/exposition-reader';
import { FeedReader } from '../support/feed-reader';

let room: Classroom;

beforeEach(async () => {
  room = await Classroom.open();
});
afterEach(() => room.close());

async function metrics(): Promise<ExpositionReader> {
  // They are put together once a second.
  await room.clock.advance(1000);
  const reply = await room.inject({ method: 'GET', url: '/metrics' });
  expect(reply.statusCode).toBe(200);
  expect(reply.headers['content-type']).toContain('text/plain; version=0.0.4');
  return new ExpositionReader(reply.body);
}

describe('GET /metrics', () => {
  it('counts batches and events by what became of them', async () => {
    const { token } = await room.enrol();
    await room.report(token, 1, 3);
    await room.report(token, 1, 3);
    await room.report(token, 10, 11, { oldest: 4 });
    await room.report(token, 4, 4, { events: [{ ...room.run(4), data: { text: 'x'.repeat(20_000) } }] });
    const seen = await metrics();

    expect(seen.value('cell_monitor_batches_total', { verdict: 'appended' })).toBe(2);
    expect(seen.value('cell_monitor_events_total', { verdict: 'appended' })).toBe(3);
    expect(seen.value('cell_monitor_events_total', { verdict: 'known' })).toBe(3);
    expect(seen.value('cell_monitor_events_total', { verdict: 'rewind' })).toBe(2);
    expect(seen.value('cell_monitor_events_rejected_total', { code: 'event_too_large' })).toBe(1);
    expect(seen.value('cell_monitor_append_duration_seconds_count')).toBe(4);
    expect(seen.value('cell_monitor_append_failures_total')).toBe(0);
  });

  it('counts appends that failed', async () => {
    const { token } = await room.enrol();
    await room.store.close();
    const reply = await room.report(token, 1, 1);
    const seen = await metrics();

    expect(reply.statusCode).toBe(503);
    expect(seen.value('cell_monitor_requests_refused_total', { code: 'unavailable' })).toBe(1);
    expect(seen.value('cell_monitor_requests_total', { route: '/api/v1/batches', status: '503' })).toBe(1);
  });

  it('counts requests by route and status, refusals by code, and never by what was asked for', async () => {
    await room.enrol('ada-lovelace');
    await room.asInstructor('GET', `/classes/${room.class.id}/students/ada-lovelace`);
    await room.enrolment({ joinCode: 'WRONG1' });
    await room.inject({ method: 'GET', url: '/api/v1/secret-name' });
    await room.inject({ method: 'GET', url: '/%E0%A4%A' });
    const seen = await metrics();

    const route = '/api/v1/enrolments';
    expect(seen.value('cell_monitor_requests_total', { method: 'POST', route, status: '201' })).toBe(1);
    expect(seen.value('cell_monitor_requests_refused_total', { route, code: 'join_code_invalid' })).toBe(1);
    expect(seen.value('cell_monitor_requests_total', { route: 'none', status: '404' })).toBe(1);
    expect(seen.value('cell_monitor_request_duration_seconds_count', { route })).toBe(2);
    for (const word of ['ada', 'secret-name', room.class.id, room.class.joinCode]) {
      expect(seen.text).not.toContain(word);
    }
  });

  it('tells what the breaker does and what was shed', async () => {
    const own = new Metrics();
    own.breaker('open');
    own.shed('event_loop');
    own.shed('event_loop');
    const seen = new ExpositionReader(await toExposition([(await own.report()).metrics]));

    expect(seen.value('cell_monitor_log_breaker_state', { state: 'open' })).toBe(1);
    expect(seen.value('cell_monitor_log_breaker_state', { state: 'closed' })).toBe(0);
    expect(seen.value('cell_monitor_requests_shed_total', { reason: 'event_loop' })).toBe(2);
  });

  it('counts viewers, deltas, and how long a batch took to reach them', async () => {
    const { token } = await room.enrol();
    await room.report(token, 1, 3);
    await room.clock.advance(60_000);
    const reader = await FeedReader.open(room);
    await room.report(token, 4, 6);
    await room.clock.advance(250);
    const during = await metrics();
    reader.leave();

    expect(during.value('cell_monitor_feed_deltas_total')).toBe(1);
    expect(during.value('cell_monitor_feed_delay_seconds_count')).toBe(1);
    expect(during.value('cell_monitor_feed_delay_seconds_bucket', { le: '0.3' })).toBe(1);
  });

  it('counts a viewer until their line breaks', async () => {
    const url = await room.app.listen({ port: 0, host: '127.0.0.1' });
    const closing = new AbortController();
    const headers = { authorization: `Bearer ${INSTRUCTOR_TOKEN}` };
    await fetch(`${url}/api/v1/classes/${room.class.id}/feed`, { headers, signal: closing.signal });
    expect((await metrics()).value('cell_monitor_feed_viewers')).toBe(1);
    closing.abort();

    await expect.poll(async () => (await metrics()).value('cell_monitor_feed_viewers')).toBe(0);
  });

  it('counts open connections, and requests in flight until their client has gone', async () => {
    const { token } = await room.enrol();
    await room.app.listen({ port: 0 });
    const { port } = room.app.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    const arrived = once(room.app.server, 'request');
    socket.write(
      `POST /api/v1/batches HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
    );
    const [, response] = (await arrived) as [unknown, NodeJS.EventEmitter];
    const during = await metrics();
    const left = once(response, 'close');
    socket.destroy();
    await left;
    await room.clock.advance(0);
    const after = await metrics();

    // The one that asks for the metrics is in flight, too.
    expect(during.value('cell_monitor_requests_in_flight')).toBe(2);
    expect(during.value('cell_monitor_request_bytes_in_flight')).toBe(1000);
    expect(during.value('cell_monitor_connections_open')).toBe(1);
    expect(after.value('cell_monitor_requests_in_flight')).toBe(1);
    expect(after.value('cell_monitor_request_bytes_in_flight')).toBe(0);
    expect(after.value('cell_monitor_connections_open')).toBe(0);
  });

  it('puts the counts together once a second, however many ask', async () => {
    let gathered = 0;
    const others = [new Metrics()];
    const asked = await Classroom.open({
      gatherReports: () => {
        gathered += 1;
        return Promise.all(others.map(other => other.report()));
      },
    });
    await Promise.all(Array.from({ length: 5 }, () => asked.inject({ method: 'GET', url: '/metrics' })));
    expect(gathered).toBe(1);

    await asked.clock.advance(1000);
    await asked.inject({ method: 'GET', url: '/metrics' });
    await asked.close();
    expect(gathered).toBe(2);
  });

  it('sums the counts of several processes', async () => {
    const others = [new Metrics(), new Metrics()];
    others.forEach(({ ingest }) => ingest.decided('appended', 5, []));
    const shared = await Classroom.open({ gatherReports: () => Promise.all(others.map(other => other.report())) });
    const seen = new ExpositionReader((await shared.inject({ method: 'GET', url: '/metrics' })).body);
    await shared.close();

    expect(seen.value('cell_monitor_events_total', { verdict: 'appended' })).toBe(10);
    expect(seen.value('cell_monitor_log_breaker_state', { state: 'closed' })).toBe(2);
  });
});
