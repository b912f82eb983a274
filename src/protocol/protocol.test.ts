import { describe, expect, it } from 'vitest';
import {
  type CaptureLevel,
  checkBatch,
  checkEnrolmentRequest,
  isPolicy,
  LIMITS,
  readBatchReply,
  readProblem,
  type WireEvent,
  withinLevel,
} from '.';
import batches from './fixtures/batches.json';
import enrolments from './fixtures/enrolments.json';
import replies from './fixtures/replies.json';

describe('the golden batches', () => {
  const summarise = (body: unknown) => {
    const checked = checkBatch(body, 'outputs');
    if (!checked.ok) {
      return { refuses: checked.errors.map(flaw => flaw.path) };
    }
    const { range, eventsJson, rejected } = checked.value;
    const stored = JSON.parse(eventsJson) as WireEvent[];
    return { accepts: { ...range, stored: stored.map(event => event.seq), rejected } };
  };

  for (const { name, body, ...expected } of batches) {
    it(`${'accepts' in expected ? 'accepts' : 'refuses'} ${name}`, () => {
      expect(summarise(body)).toEqual(expected);
    });
  }
});

describe('what a batch says of its page', () => {
  const cell = { id: 'c1', index: 3, exercise: 'loops-3' };
  const read = (words: object) => {
    const checked = checkBatch(
      { v: 1, sid: 'pT3kQv0nT7y1m2Xx9aBcDe', oldest: 1, sentAt: '2026-11-22T09:10:00.000Z', events: [], ...words },
      'activity',
    );
    return checked.ok ? { now: checked.value.now, unreachable: checked.value.unreachable } : checked.errors;
  };

  it('is read at every level', () => {
    const now = { notebook: 'a.ipynb', cell, forMs: 4200.5, waiting: 'input' };
    const unreachable = { notebook: 'b.ipynb', forMs: 0 };

    expect(read({ now, unreachable })).toEqual({ now, unreachable });
    expect(read({})).toEqual({ now: undefined, unreachable: undefined });
  });

  it.each([
    null,
    'soon',
    [],
    {},
    { notebook: 'a.ipynb', forMs: 1 },
    { notebook: 7, cell, forMs: 1 },
    { notebook: 'a.ipynb', cell, forMs: -1 },
    { notebook: 'a.ipynb', cell, forMs: Number.POSITIVE_INFINITY },
  ])('counts as absent where it is %j', words => {
    expect(read({ now: words })).toEqual({ now: undefined, unreachable: undefined });
  });

  it('is cut to what is shown, and freed of what is not known', () => {
    const long = 'x'.repeat(5000);
    const now = { notebook: long, cell: { id: long, index: -7, exercise: long, more: 1 }, forMs: 1, waiting: 'for Godot' };

    expect(read({ now })).toEqual({
      now: { notebook: 'x'.repeat(400), cell: { id: 'x'.repeat(128), index: -1, exercise: 'x'.repeat(200) }, forMs: 1 },
      unreachable: undefined,
    });
  });
});

describe('the golden replies', () => {
  for (const { name, body, reads } of replies) {
    it(`${reads === null ? 'does not take for an acknowledgement' : 'reads'}: ${name}`, () => {
      expect(readBatchReply(body) ?? null).toEqual(reads);
    });
  }
});

describe('the golden enrolments', () => {
  for (const { name, body, refuses } of enrolments) {
    it(`${refuses === undefined ? 'accepts' : 'refuses'} ${name}`, () => {
      const checked = checkEnrolmentRequest(body);
      expect(checked.ok ? undefined : checked.errors.map(flaw => flaw.path)).toEqual(refuses);
    });
  }
});

describe('a level', () => {
  const error = { name: 'NameError', message: 'x', traceback: 'line 1' };
  const data = { notebook: 'a.ipynb', ok: false, error, code: 'x', output: 'o', extra: 1 };
  const kept = (level: CaptureLevel) => withinLevel({ seq: 1, type: 'cell.executed', time: '', data }, level)['data'];

  it('takes away what it does not let out, and nothing else', () => {
    const { error: _error, code: _code, output: _output, ...activity } = data;
    expect(kept('activity')).toEqual(activity);
    expect(kept('errors')).toEqual({ ...activity, error: { name: 'NameError', message: 'x' } });
    expect(kept('code')).toEqual({ ...activity, error, code: 'x' });
    expect(kept('outputs')).toEqual(data);
  });

  it('lets out at every level how a run ended and what it checked', () => {
    const truth = { notebook: 'a.ipynb', ok: false, ended: 'untouched', checks: [{ exercise: 'a', check: '1', ok: false }] };
    const event = { seq: 1, type: 'cell.executed', time: '', data: truth };
    expect(withinLevel(event, 'activity')).toBe(event);
  });

  it('leaves an event as it is that is within it, or that it cannot read', () => {
    for (const event of [{ seq: 1, data: { notebook: 'a' } }, { seq: 1, data: 7 }, { seq: 1 }, { seq: 1, data: { error: 'text' } }]) {
      expect(withinLevel(event, 'errors')).toBe(event);
    }
  });
});

describe('limits', () => {
  it('checks a million nested brackets without exhausting the stack', () => {
    const depth = 1_000_000;
    const data: unknown = JSON.parse(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    const event = { seq: 1, type: 'x', time: '2026-11-22T09:09:51Z', data };
    const body = { v: 1, sid: 'A'.repeat(22), oldest: 1, sentAt: '2026-11-22T09:09:51Z', events: [event] };
    const checked = checkBatch(body, 'outputs');
    expect(checked.ok && checked.value.rejected).toEqual([{ seq: 1, code: 'event_invalid' }]);
  });

  it.each([
    ['a seq that no page reaches', { seq: 9e15, from: 9e15 }, false],
    ['the last seq that a source may have', { seq: LIMITS.sourceEvents, from: LIMITS.sourceEvents }, true],
    ['a loss of more than a page can have recorded', { from: 1, seq: LIMITS.lostEvents + 1 }, 'event_invalid'],
    ['the largest loss that is believed', { from: 1, seq: LIMITS.lostEvents }, true],
    ['a loss at a time that is none', { from: 1, seq: 2, time: 'neverZ' }, 'event_invalid'],
  ])('believe %s only within them', (_what, range, outcome) => {
    const event = { ...range, type: 'lost', data: { count: 1, reason: 'quota' } };
    const checked = checkBatch({ v: 1, sid: 'A'.repeat(22), oldest: 1, sentAt: '2026-11-22T09:09:51Z', events: [event] }, 'outputs');

    expect(checked.ok && (checked.value.rejected[0]?.code ?? true)).toBe(outcome);
  });

  it.each([
    ['instructor.visit', 'event_invalid'],
    ['instructor.', 'event_invalid'],
    ['instructors', true],
    ['robot.moved', true],
  ])('let a student say %j: %s', (type, outcome) => {
    const event = { seq: 1, type, time: '2026-11-22T09:09:51Z', data: {} };
    const checked = checkBatch({ v: 1, sid: 'A'.repeat(22), oldest: 1, sentAt: '2026-11-22T09:09:51Z', events: [event] }, 'outputs');

    expect(checked.ok && (checked.value.rejected[0]?.code ?? true)).toBe(outcome);
  });

  it.each([
    ['9999-12-31T23:59:59Z', true],
    ['9999-12-31T23:59:59-01:00', 'event_invalid'],
    ['0000-01-01T00:00:00+01:00', 'event_invalid'],
  ])('take %j for a time where it is one in UTC, too: %s', (time, outcome) => {
    const event = { seq: 1, type: 'x', time, data: {} };
    const checked = checkBatch({ v: 1, sid: 'A'.repeat(22), oldest: 1, sentAt: '2026-11-22T09:09:51Z', events: [event] }, 'outputs');

    expect(checked.ok && (checked.value.rejected[0]?.code ?? true)).toBe(outcome);
  });

  it('refuses a policy whose cadence would hammer the server', () => {
    expect(isPolicy({ level: 'errors', cadenceMs: 1_000, revision: 1 })).toBe(true);
    expect(isPolicy({ level: 'errors', cadenceMs: 1, revision: 1 })).toBe(false);
    expect(isPolicy({ level: 'everything', cadenceMs: 1_000, revision: 1 })).toBe(false);
  });

  it('takes only a problem of ours for a problem', () => {
    expect(readProblem({ code: 'rewind', status: 409, hwm: 3 })).toMatchObject({ hwm: 3 });
    expect(readProblem('<html>502 Bad Gateway</html>')).toBeUndefined();
  });
});
