import { expect, it } from 'vitest';
import type { Outcome } from '../../src/delivery';
import { TransportRecord, watchTransport } from './watched-transport';

it('a watched transport writes down how each report ended, when, and up to where it was acknowledged', async () => {
  const answers: Outcome[] = [
    { kind: 'accepted', hwm: 5, nextMs: 1, rejected: [], messages: [] },
    { kind: 'unavailable', status: 503 },
    { kind: 'accepted', hwm: 9, nextMs: 1, rejected: [], messages: [] },
  ];
  const times = [100, 112, 500, 530, 1200, 1230];
  const record = new TransportRecord();
  const inner = {
    enrol: () => Promise.reject(new Error()),
    erase: () => Promise.reject(new Error()),
    send: async () => answers.shift() as Outcome,
    sendOnClose: () => undefined,
  };
  const transport = watchTransport(inner, record, () => times.shift() ?? 0);
  for (let report = 0; report < 3; report++) {
    await transport.send('', '', '{"v":1,"sid":"abc","oldest":1}', new AbortController().signal);
  }
  expect(record).toMatchObject({ latenciesMs: [12, 30], reports: 3, acknowledgedEvents: 9, peakPerSecond: 2 });
  expect(record.failuresInWords).toBe('unavailable: 1');
  expect(record.successShare).toBeCloseTo(2 / 3);
  expect(record.acknowledged).toEqual(new Map([['abc', 9]]));
});
