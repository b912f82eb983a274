import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../delivery';
import type { EnrolmentOutcome } from '../../transport/transport';
import { useClientRig } from '../fixtures/client-rig';
import { CADENCE_MS } from '../fixtures/far-end';
import type { ReportingClient } from '../reporting-client';

const rig = useClientRig();

describe('when an instructor releases the name', () => {
  const RELEASED: Outcome = { kind: 'unauthorised', detail: 'The name was released', isReleased: true };
  const TAKEN: EnrolmentOutcome = { kind: 'refused', code: 'student_id_taken', detail: 'In use on another device' };
  const LONG_MS = 600_000;

  async function pageOfReleased(): Promise<ReportingClient> {
    const client = rig.openPage();
    await rig.clock.advance(CADENCE_MS);
    rig.server.faults.push(RELEASED);
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    return client;
  }

  it('stops and asks the student: the page never asks for the name by itself, nor does the next', async () => {
    const client = await pageOfReleased();
    expect(client.status).toMatchObject({ phase: 'held', waiting: 1, trouble: { kind: 'released' } });
    const { length } = rig.server.batches;
    await rig.clock.advance(LONG_MS);
    expect(rig.server.enrolments).toBe(1);
    expect(rig.server.batches).toHaveLength(length);
    const next = rig.openPage();
    await rig.clock.advance(LONG_MS);
    expect(next.status).toMatchObject({ phase: 'held', trouble: { kind: 'released' } });
    expect(rig.server.enrolments).toBe(1);
  });

  it('joins again at once when the student asks, and sends what waited', async () => {
    const client = await pageOfReleased();
    client.askForName();
    await rig.clock.advance(1000);
    expect(rig.server.askedFor).toEqual([false, true]);
    expect(rig.server.log).toEqual(['1']);
    expect(client.status).toMatchObject({ phase: 'reporting', waiting: 0, trouble: null });
    rig.server.faults.push({ kind: 'unauthorised', detail: 'The token has expired' });
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.askedFor).toEqual([false, true, false]);
  });

  it('goes on in every tab once the student has joined again in one', async () => {
    const first = await pageOfReleased();
    rig.server.faults.push(RELEASED);
    const second = rig.openPage();
    await rig.clock.advance(CADENCE_MS * 2);
    expect(second.status.trouble).toEqual({ kind: 'released' });
    rig.server.faults.length = 0;
    second.askForName();
    await rig.clock.advance(120_000);
    expect(rig.server.enrolments).toBe(2);
    expect([first.status.phase, second.status.phase]).toEqual(['reporting', 'reporting']);
    expect(rig.server.log).toEqual(['1']);
  });

  it('is told so by the server also when a page asks', async () => {
    rig.server.enrolment = { kind: 'refused', code: 'student_id_released', detail: 'Released' };
    const client = rig.openPage();
    await rig.record(client, 1);
    await rig.clock.advance(LONG_MS);
    expect(client.status).toMatchObject({ phase: 'held', trouble: { kind: 'released' } });
    expect(rig.server.enrolments).toBe(1);
    rig.server.enrolment = undefined;
    client.askForName();
    await rig.clock.advance(1000);
    expect(rig.server.log).toEqual(['1']);
  });

  it('lets the next machine in that waits for the name: it asks every few seconds, then less and less, as often as one that reports', async () => {
    rig.server.enrolment = TAKEN;
    const client = rig.openPage();
    await rig.record(client, 1);
    const asksIn = async (ms: number) => {
      const before = rig.server.enrolments;
      await rig.clock.advance(ms);
      return rig.server.enrolments - before;
    };
    await rig.clock.advance(CADENCE_MS);
    expect(await asksIn(60_000)).toBeGreaterThanOrEqual(7);
    await rig.clock.advance(LONG_MS);
    expect(client.status).toMatchObject({ phase: 'held', trouble: TAKEN });
    const hour = await asksIn(3_600_000);
    expect(hour).toBeGreaterThan(200);
    expect(hour).toBeLessThan(280);
    rig.server.enrolment = undefined;
    await rig.clock.advance(20_000);
    expect(rig.server.log).toEqual(['1']);
  });

  it('lets the next machine in at once when its student asks', async () => {
    rig.server.enrolment = TAKEN;
    const client = rig.openPage();
    await rig.record(client, 1);
    await rig.clock.advance(LONG_MS);
    rig.server.enrolment = undefined;
    client.askForName();
    await rig.clock.advance(1000);
    expect(rig.server.log).toEqual(['1']);
  });
});
