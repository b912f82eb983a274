import type { NextStep } from '../../delivery';
import type { Outbox, OutboxEvent } from '../../outbox/outbox';
import type { Clock } from '../../platform/clock';
import type { Session } from '../enrolment/session';
import { deadLetter, keepDeadLetters } from '../sources/dead-letters';
import { RETENTION_MS, type SourceCursor } from '../sources/source-cursor';
import type { SourcePool } from '../sources/source-pool';
import { isLost, lostEvent } from '../sources/source-writer';
import type { Attempts } from './attempts';
import type { BatchSender } from './batch-sender';
import type { Enroller } from './enroller';

/** Batches in one flush that may end without the mark rising, before the flush gives up into the next cadence. */
const STALLS_PER_FLUSH = 3;

export interface FlushOptions {
  readonly sources: SourcePool;
  readonly session: Session;
  readonly attempts: Attempts;
  readonly enroller: Enroller;
  readonly sender: BatchSender;
  readonly outbox: Outbox;
  readonly clock: Clock;
  /** Steady time, in milliseconds since the epoch: tells how long ago something was acknowledged. */
  readonly steadyMs: () => number;
  /** Ends the flush between two batches. */
  readonly signal: AbortSignal;
  readonly onChange: () => void;
}

/** Sends what waits, source by source, one batch in flight, and does what the delivery policy makes of each outcome. Decides nothing itself. */
export async function flush(options: FlushOptions): Promise<void> {
  const { sources, session, enroller, onChange } = options;
  await sources.settle();
  if (await sources.adoptOrphans()) {
    onChange();
  }
  if (sources.all.length === 0 || (session.enrolment === undefined && !(await enroller.enrol()))) {
    return;
  }
  for (const cursor of sources.all) {
    if (!(await drain(options, cursor))) {
      return;
    }
  }
  await releaseOld(options);
}

/** Sends all that waits of one source, or a heartbeat. @returns whether the server has all of it */
async function drain(options: FlushOptions, cursor: SourceCursor): Promise<boolean> {
  const { sources, attempts, sender, signal } = options;
  let stalls = 0;
  let highest = cursor.hwm;
  let isFirst = true;
  while (stalls < STALLS_PER_FLUSH && !signal.aborted) {
    const waiting = await cursor.next(attempts.state.batchSize);
    if (waiting.length === 0 && !(isFirst && cursor === sources.own)) {
      return true;
    }
    const { next, batch } = await sender.deliver(cursor, waiting);
    if (!(await carryOut(options, next, cursor, batch))) {
      return false;
    }
    stalls = cursor.hwm > highest || next.kind === 'shrink' ? 0 : stalls + 1;
    highest = Math.max(highest, cursor.hwm);
    isFirst = false;
  }
  return false;
}

/** @returns whether this flush goes on */
async function carryOut(options: FlushOptions, next: NextStep, cursor: SourceCursor, batch: readonly OutboxEvent[]): Promise<boolean> {
  switch (next.kind) {
    case 'acknowledge':
    case 'rewind':
      await cursor.acknowledge(next.hwm, options.steadyMs());
      return true;
    case 'shrink':
      return true;
    case 'set_aside':
      return setAside(options, cursor, batch, next);
    case 'renew_token':
      return options.enroller.renewToken(next.isReleased === true);
    case 'retry':
    case 'wait':
      return false;
  }
}

/** Puts a counted loss in the place of an event that the server can never take. */
async function setAside(
  { sender, clock, outbox }: FlushOptions,
  cursor: SourceCursor,
  batch: readonly OutboxEvent[],
  { isTooLarge, detail }: NextStep & { kind: 'set_aside' },
): Promise<boolean> {
  const [poison] = batch;
  // A server that refuses a heartbeat, or a mere count, refuses us and not the event: that is no reason to give it up.
  if (poison === undefined || isLost(poison) || (await sender.deliver(cursor, [])).next.kind !== 'acknowledge') {
    return false;
  }
  const { sid } = cursor.source;
  const time = new Date(clock.wallMs()).toISOString();
  await outbox.replace(sid, lostEvent(poison.first, poison.seq, isTooLarge ? 'too_large' : 'rejected', time));
  await keepDeadLetters(outbox, [deadLetter(sid, poison, detail ?? 'batch_too_large', clock.wallMs())]);
  return true;
}

/** A closed page's source is kept as long as its events could be asked for again; then one last heartbeat confirms it. */
async function releaseOld(options: FlushOptions): Promise<void> {
  const { sources, sender, steadyMs } = options;
  const nowMs = steadyMs();
  const isOld = (cursor: SourceCursor) => (cursor.lastAcknowledgedAtMs ?? 0) <= nowMs - RETENTION_MS;
  for (const cursor of sources.adopted.filter(isOld)) {
    const hwmBefore = cursor.hwm;
    const { next } = await sender.deliver(cursor, []);
    if (next.kind !== 'acknowledge' || next.hwm < hwmBefore) {
      await carryOut(options, next, cursor, []);
      return;
    }
    await sources.release(cursor);
  }
}
