import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../delivery';
import type { EnrolmentOutcome } from '../../transport/transport';
import { ALL_TERMS } from '../consent/consent';
import { ada, useClientRig } from '../fixtures/client-rig';
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

describe('an ID that another device has, typed by mistake', () => {
  const TAKEN: EnrolmentOutcome = { kind: 'refused', code: 'student_id_taken', detail: 'In use on another device' };
  const grace = { ...ada, studentId: 'grace' };

  async function pageThatTookAnother(): Promise<ReportingClient> {
    rig.server.enrolment = TAKEN;
    const client = rig.openPage();
    await rig.record(client, 1);
    await rig.clock.advance(CADENCE_MS);
    rig.server.enrolment = undefined;
    rig.server.names.length = 0;
    client.configure(grace);
    client.consent.agree(ALL_TERMS);
    await rig.record(client, 2);
    return client;
  }

  it('is not asked for again once the student uses another, nor by the next page: its owner may be waiting for it', async () => {
    await pageThatTookAnother();
    await rig.clock.advance(CADENCE_MS * 8);
    rig.openPage(undefined, grace);
    await rig.clock.advance(CADENCE_MS * 8);
    expect(new Set(rig.server.names)).toEqual(new Set(['grace']));
    expect(rig.server.log).toEqual(['2']);
  });

  it('leaves nothing that seems to wait for ever', async () => {
    const client = await pageThatTookAnother();
    await rig.clock.advance(CADENCE_MS * 2);
    expect(client.status).toMatchObject({ phase: 'reporting', waiting: 0 });
  });

  it('gets what was recorded under it once its student asks for it here', async () => {
    const client = await pageThatTookAnother();
    await rig.clock.advance(CADENCE_MS);
    client.configure(ada);
    client.askForName();
    await rig.clock.advance(CADENCE_MS * 2);
    expect(rig.server.students.get('1')).toBe('ada');
  });
});

it('an ID that is not on the list of the class leaves nothing that seems to wait for who corrects it', async () => {
  rig.server.enrolment = { kind: 'refused', code: 'not_on_roster', detail: 'Not on the roster' };
  const client = rig.openPage();
  await rig.record(client, 1);
  await rig.clock.advance(CADENCE_MS);
  rig.server.refused.add('ada');
  rig.server.enrolment = undefined;
  client.configure({ ...ada, studentId: 'grace' });
  client.consent.agree(ALL_TERMS);
  await rig.record(client, 2);
  await rig.clock.advance(CADENCE_MS * 3);
  expect(rig.server.log).toEqual(['2']);
  expect(client.status).toMatchObject({ phase: 'reporting', waiting: 0 });
});
