import { describe, expect, it } from 'vitest';
import { levelsOf, parseAlertSettings } from './alert-settings';

describe('the levels of alerts', () => {
  it('are read from a list', () => {
    expect(parseAlertSettings(' redis_connections=10/20, errors = 0.5/2.5,disk_free=20/10,process_memory=off,')).toEqual({
      redis_connections: { warning: 10, critical: 20 },
      errors: { warning: 0.5, critical: 2.5 },
      disk_free: { warning: 20, critical: 10 },
      process_memory: 'off',
    });
  });

  it.each([
    ['temperature=1/2', '"temperature=1/2" names none of the alerts log, errors, redis_connections'],
    ['errors', '"errors" names none of the alerts'],
    ['errors=5', 'must give errors two levels, as in errors=1/5, or errors=off; "5" is neither'],
    ['errors=-1/5', 'must give errors two levels'],
    ['errors=5/1', 'must give errors a critical level above its warning level, and has "5/1"'],
    ['disk_free=5/10', 'must give disk_free a critical level below its warning level'],
    ['errors=1/5,errors=2/5', 'must name each alert once, and has errors twice'],
  ])('are refused when they are wrong: %s', (text, words) => {
    expect(() => parseAlertSettings(text)).toThrow(words);
  });

  it("are the plan's, and shrink with a Redis that allows less", () => {
    expect(levelsOf({}, 'redis_connections', undefined)).toEqual({ warning: 400, critical: 450 });
    expect(levelsOf({}, 'redis_connections', 10_000)).toEqual({ warning: 400, critical: 450 });
    expect(levelsOf({}, 'redis_connections', 50)).toEqual({ warning: 40, critical: 45 });
    expect(levelsOf({}, 'redis_memory', 512)).toEqual({ warning: 400, critical: 475 });
  });

  it('are just what the operator says', () => {
    const settings = parseAlertSettings('redis_connections=40/49,errors=off');

    expect(levelsOf(settings, 'redis_connections', 50)).toEqual({ warning: 40, critical: 49 });
    expect(levelsOf(settings, 'errors', undefined)).toBeUndefined();
  });
});
