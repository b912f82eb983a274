import { describe, expect, it } from 'vitest';
import { AlertBoard } from './alert-board';

describe('the board of alerts', () => {
  it('tells of each change once', () => {
    const board = new AlertBoard({});
    const severities = [900, 900, 900, 960, 960, 960, 100, 100, 100].map((value, second) =>
      board.evaluate({ redis_memory: { value } }, second * 1000).map(({ previous, alert }) => `${previous} → ${alert.severity}`),
    );

    expect(severities.flat()).toEqual(['ok → warning', 'warning → critical', 'critical → ok']);
  });

  it('says what it saw, what the levels are, and why', () => {
    const board = new AlertBoard({});
    const [first] = board.evaluate({ log: { value: 12.3456, reason: 'Redis does not answer' } }, 1_000);
    board.evaluate({ redis_connections: { value: undefined, budget: 50 }, errors: { value: 0.1234 } }, 2_000);

    expect(first?.alert).toEqual({
      name: 'log',
      severity: 'warning',
      since: '1970-01-01T00:00:01.000Z',
      value: 12.3,
      unit: 's',
      levels: { warning: 5, critical: 30 },
      text: 'the log last took something 12.3 s ago: Redis does not answer (warning above 5 s, critical above 30 s)',
    });
    expect(board.alerts.map(({ text }) => text)).toEqual([
      "0.123% of the last minute's requests failed (warning above 1%, critical above 5%)",
      'not known now (warning above 40, critical above 45)',
    ]);
    expect(board.alerts.map(({ value }) => value)).toEqual([0.123, null]);
  });

  it('leaves out what is off and what does not apply', () => {
    const board = new AlertBoard({ errors: 'off' });
    board.evaluate({ errors: { value: 100 }, event_loop: { value: 1 } }, 0);

    expect(board.alerts.map(({ name }) => name)).toEqual(['event_loop']);
  });
});
