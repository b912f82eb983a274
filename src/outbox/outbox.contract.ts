import { afterEach, beforeEach, expect, it } from 'vitest';
import { NOTHING_ACKNOWLEDGED, type Outbox, type OutboxEvent, type Source } from './outbox';

const ada: Source = { sid: 'A'.repeat(22), identityKey: 'ada' };
const bob: Source = { sid: 'B'.repeat(22), identityKey: 'bob' };

const event = (seq: number, body = `{"seq":${String(seq)}}`): OutboxEvent => ({ first: seq, seq, body });
const events = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => event(from + index));

/** What every outbox does, whatever it keeps its events in. */
export function describeOutbox(open: () => Outbox): void {
  let outbox: Outbox;
  beforeEach(() => {
    outbox = open();
  });
  afterEach(() => outbox.close());

  it('gives events back in order, from any place, as many as asked for', async () => {
    await outbox.append(ada, events(1, 3));
    await outbox.append(ada, events(4, 12));
    expect(await outbox.peek(ada.sid, 0, 2)).toEqual(events(1, 2));
    expect(await outbox.peek(ada.sid, 8, 100)).toEqual(events(9, 12));
    expect(await outbox.peek(ada.sid, 12, 100)).toEqual([]);
  });

  it('keeps the text of an event to the letter', async () => {
    const hostile = event(1, '{"code":"\\u0000 \u2028 😀 \ud800 <img onerror=…>"}');
    await outbox.append(ada, [hostile]);
    expect(await outbox.peek(ada.sid, 0, 1)).toEqual([hostile]);
  });

  it('keeps an event once when it is appended twice', async () => {
    await outbox.append(ada, events(1, 2));
    await outbox.append(ada, events(2, 3));
    expect(await outbox.peek(ada.sid, 0, 10)).toEqual(events(1, 3));
  });

  it('keeps sources apart', async () => {
    await outbox.append(ada, events(1, 2));
    await outbox.append(bob, events(1, 1));
    expect(await outbox.sources()).toEqual([ada, bob]);
    expect(await outbox.count()).toBe(3);
    await outbox.release(ada.sid, Number.MAX_SAFE_INTEGER);
    expect(await outbox.sources()).toEqual([bob]);
    expect(await outbox.peek(ada.sid, 0, 10)).toEqual([]);
    expect(await outbox.peek(bob.sid, 0, 10)).toEqual(events(1, 1));
  });

  it('lets go of a delivered source, and of none that has something new', async () => {
    await outbox.append(ada, events(1, 3));
    expect(await outbox.release(ada.sid, 2)).toBe(false);
    expect(await outbox.peek(ada.sid, 0, 10)).toEqual(events(1, 3));
    expect(await outbox.release(ada.sid, 3)).toBe(true);
    expect(await outbox.sources()).toEqual([]);
    expect(await outbox.release(ada.sid, 0)).toBe(true);
  });

  it('tells how far a source reaches', async () => {
    expect(await outbox.extent(ada.sid, 0)).toBeUndefined();
    await outbox.append(ada, events(1, 5));
    expect(await outbox.extent(ada.sid, 2)).toEqual({ oldest: 1, newest: 5, after: 3 });
  });

  it('deletes what was acknowledged long ago and keeps the mark', async () => {
    await outbox.append(ada, events(1, 5));
    const acknowledgement = { hwm: 4, recent: [{ hwm: 4, atMs: 1_000 }] };
    await outbox.acknowledge(ada.sid, acknowledgement, 3);
    expect(await outbox.acknowledgement(ada.sid)).toEqual(acknowledgement);
    expect(await outbox.acknowledgement(bob.sid)).toEqual(NOTHING_ACKNOWLEDGED);
    expect(await outbox.peek(ada.sid, 0, 10)).toEqual(events(4, 5));
    expect(await outbox.extent(ada.sid, 4)).toEqual({ oldest: 4, newest: 5, after: 1 });
  });

  it('puts a lost range in the place of its events', async () => {
    await outbox.append(ada, events(1, 5));
    const lost: OutboxEvent = { first: 2, seq: 4, body: '{"type":"lost"}' };
    await outbox.replace(ada.sid, lost);
    expect(await outbox.peek(ada.sid, 0, 10)).toEqual([event(1), lost, event(5)]);
    await outbox.acknowledge(ada.sid, NOTHING_ACKNOWLEDGED, 1);
    expect(await outbox.extent(ada.sid, 1)).toEqual({ oldest: 2, newest: 5, after: 2 });
  });

  it('keeps items, and updates them without losing one', async () => {
    expect(await outbox.getItem('device')).toBeUndefined();
    await outbox.setItem('device', { id: 1 });
    const addOne = (value: unknown) => ({ id: (value as { id: number }).id + 1 });
    await Promise.all([outbox.updateItem('device', addOne), outbox.updateItem('device', addOne)]);
    expect(await outbox.getItem('device')).toEqual({ id: 3 });
    await outbox.updateItem('device', () => undefined);
    expect(await outbox.getItem('device')).toBeUndefined();
  });
}
