import type { Outbox, OutboxEvent } from '../../src/outbox/outbox';
import type { WholeClientParts } from '../../src/client/whole-client';
import type { Outcome } from '../../src/delivery';
import type { BatchMessage } from '../../src/protocol';
import type { Transport } from '../../src/transport/transport';

/**
 * Clients that are broken on purpose, each the way a plausible client would be. The simulation is worth something only
 * as long as it catches every one of them: this is the test of the test.
 */
export const SABOTEURS: Readonly<Record<string, (parts: WholeClientParts) => WholeClientParts>> = {
  'deletes events before it sends them': parts => withOutbox(parts, deleteOnPeek),
  'deletes events at once when they are acknowledged': parts => withOutbox(parts, deleteOnAcknowledge),
  'names its source by the device and not by the page load': parts => ({ ...parts, randomId: () => 'D'.repeat(22) }),
  'leaves what closed pages left behind': parts => withOutbox(parts, () => ({ sources: async () => [] })),
  // A false acknowledgement alone is healed: the next reply's lower mark takes the client back. So these delete, too.
  'takes any answer for an acknowledgement': parts => dropping(parts, 'unreachable'),
  'drops a batch that the server cannot take now': parts => dropping(parts, 'unavailable'),
  'drops a batch when its token is refused': parts => dropping(parts, 'unauthorised'),
  'never goes back when the server has less than it said': neverGoingBack,
  'gives a batch a new identity when it sends it again': renameRetries,
  'keeps no event that has not been sent yet': parts => withOutbox(parts, forgetful),
  'skips an event now and then': parts =>
    withOutbox(parts, outbox => ({
      peek: async (sid, after, limit) => (await outbox.peek(sid, after, limit)).filter(event => event.seq % 13 !== 0),
    })),
  'gives up after the first failure': parts => onOutcome(parts, outcome => outcome, { isGivingUp: true }),
};

function withOutbox(parts: WholeClientParts, bend: (outbox: Outbox) => Partial<Outbox>): WholeClientParts {
  const { outbox } = parts;
  const bent = bend(outbox);
  const member = (name: string | symbol): unknown => Reflect.get(name in bent ? bent : outbox, name);
  return { ...parts, outbox: new Proxy(outbox, { get: (_target, name) => member(name) }) };
}

function deleteOnPeek(outbox: Outbox): Partial<Outbox> {
  return {
    peek: async (sid, after, limit) => {
      const events = await outbox.peek(sid, after, limit);
      await outbox.acknowledge(sid, await outbox.acknowledgement(sid), events.at(-1)?.seq ?? 0);
      return events;
    },
  };
}

function deleteOnAcknowledge(outbox: Outbox): Partial<Outbox> {
  return { acknowledge: (sid, acknowledgement) => outbox.acknowledge(sid, acknowledgement, acknowledgement.hwm) };
}

/** Takes one kind of outcome for an acknowledgement. */
function dropping(parts: WholeClientParts, kind: Outcome['kind']): WholeClientParts {
  return onOutcome(withOutbox(parts, deleteOnAcknowledge), (outcome, { last }) => (outcome.kind === kind ? accept(last) : outcome));
}

function neverGoingBack(parts: WholeClientParts): WholeClientParts {
  const highest = new Map<string, number>();
  return onOutcome(parts, (outcome, { sid, last }) => {
    if (outcome.kind !== 'accepted' && outcome.kind !== 'rewind') {
      return outcome;
    }
    highest.set(sid, Math.max(highest.get(sid) ?? 0, last));
    return accept(highest.get(sid) ?? 0);
  });
}

/** Writes to memory what it should write to the database. */
function forgetful(outbox: Outbox): Partial<Outbox> {
  const unsent: OutboxEvent[] = [];
  return {
    append: async (source, events) => {
      await outbox.append(source, events);
      unsent.push(...events);
      await outbox.release(source.sid, Number.MAX_SAFE_INTEGER);
      await outbox.append(source, unsent.slice(-5));
    },
  };
}

const accept = (hwm: number): Outcome => ({ kind: 'accepted', hwm, nextMs: 15_000, rejected: [], messages: [] });

function onOutcome(
  parts: WholeClientParts,
  change: (outcome: Outcome, sent: { readonly sid: string; readonly last: number }) => Outcome,
  { isGivingUp = false } = {},
): WholeClientParts {
  const { transport } = parts;
  let hasFailed = false;
  const send: typeof transport.send = async (url, token, body, signal) => {
    if (hasFailed && isGivingUp) {
      return { kind: 'unreachable', trouble: { kind: 'unreachable', origin: '' } };
    }
    const outcome = await transport.send(url, token, body, signal);
    hasFailed ||= outcome.kind === 'unreachable';
    const { sid, events } = JSON.parse(body) as BatchMessage;
    return change(outcome, { sid, last: events.at(-1)?.seq ?? 0 });
  };
  return { ...parts, transport: withSend(transport, send) };
}

function renameRetries(parts: WholeClientParts): WholeClientParts {
  const { transport, randomId } = parts;
  const sent = new Set<string>();
  const send: typeof transport.send = async (url, token, body, signal) => {
    const batch = JSON.parse(body) as BatchMessage;
    const key = `${batch.sid} ${String(batch.events[0]?.seq)}`;
    const isRetry = batch.events.length > 0 && sent.has(key);
    sent.add(key);
    return transport.send(url, token, isRetry ? JSON.stringify({ ...batch, sid: randomId(), oldest: batch.events[0]?.seq }) : body, signal);
  };
  return { ...parts, transport: withSend(transport, send) };
}

/** A transport may be a proxy, whose members are not its own. */
function withSend(transport: Transport, send: Transport['send']): Transport {
  return new Proxy(transport, { get: (target, name) => (name === 'send' ? send : (Reflect.get(target, name) as unknown)) });
}
