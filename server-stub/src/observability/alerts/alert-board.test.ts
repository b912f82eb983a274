import { describe, expect, it } from 'vitest';
import { AlertBoard } from './alert-board';

describe('the board of alerts', () => {
  it('tells of each change once', () => {
    const board = new AlertBoard();
    const severities = [900, 900, 900, 960, 960, 960, 100, 100, 100].map((value, second) =>
      board.evaluate({ redis_memory: { value } }, {}, second * 1000).map(({ previous, alert }) => `${previous} → ${alert.severity}`),
    );

    expect(severities.flat()).toEqual(['ok → warning', 'warning → critical', 'critical → ok']);
  });

  it('says what it saw, what the levels are, and why', () => {
    const board = new AlertBoard();
    const [first] = board.evaluate({ log: { value: 12.3456, reason: 'Redis does not answer' } }, {}, 1_000);
    board.evaluate({ redis_connections: { value: undefined, budget: 50 }, errors: { value: 0.1234 } }, {}, 2_000);

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
    const board = new AlertBoard();
    board.evaluate({ errors: { value: 100 }, event_loop: { value: 1 } }, { errors: 'off' }, 0);

    expect(board.alerts.map(({ name }) => name)).toEqual(['event_loop']);
  });

  it('takes other levels as they come, and keeps its margins', () => {
    const board = new AlertBoard();
    const evaluate = (value: number, warning: number, second: number): string[] =>
      board
        .evaluate({ event_loop: { value } }, { event_loop: { warning, critical: 1000 } }, second * 1000)
        .map(({ previous, alert }) => `${previous} → ${alert.severity}`);
    evaluate(150, 200, 0);
    expect(evaluate(150, 200, 1)).toEqual([]);
    evaluate(150, 100, 2);
    expect(evaluate(150, 100, 3)).toEqual(['ok → warning']);
    // Better than 160, but not by a fifth of it.
    evaluate(150, 160, 4);
    expect(evaluate(150, 160, 5)).toEqual([]);
    evaluate(150, 200, 6);
    expect(evaluate(150, 200, 7)).toEqual(['warning → ok']);
  });

  it('says once of an alert that was given and is turned off that it is no longer watched, and begins anew when it is turned on', () => {
    const board = new AlertBoard();
    board.evaluate({ log: { value: 60 }, janitor: { value: 0 } }, {}, 1000);
    const [ended, ...others] = board.evaluate({ log: { value: 60 }, janitor: { value: 0 } }, { log: 'off', janitor: 'off' }, 2000);

    expect(ended).toMatchObject({ previous: 'critical', alert: { name: 'log', severity: 'ok', since: '1970-01-01T00:00:02.000Z' } });
    expect(ended?.alert.text).toBe('log is no longer watched: an instructor turned it off');
    expect(others).toEqual([]);
    expect(board.alerts).toEqual([]);
    expect(board.evaluate({ log: { value: 60 } }, { log: 'off' }, 3000)).toEqual([]);
    expect(board.evaluate({ log: { value: 60 } }, {}, 4000)).toMatchObject([{ previous: 'ok', alert: { severity: 'critical' } }]);
  });
});
