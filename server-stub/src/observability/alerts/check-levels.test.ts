import { describe, expect, it } from 'vitest';
import { checkAlertLevels, readChosenLevels } from './check-levels';

describe('changes of alert levels', () => {
  it('are levels, off, or null for how the server was started', () => {
    const levels = {
      errors: { warning: 0, critical: 100, colour: 'red' },
      disk_free: { warning: 20, critical: 20 },
      log: 'off',
      janitor: null,
    };
    expect(checkAlertLevels({ levels, other: 1 })).toEqual({
      ok: true,
      value: { errors: { warning: 0, critical: 100 }, disk_free: { warning: 20, critical: 20 }, log: 'off', janitor: null },
    });
    expect(checkAlertLevels({ levels: {} })).toEqual({ ok: true, value: {} });
  });

  it.each([
    [{ temperature: 'off' }, 'levels.temperature', 'is none of the alerts log, errors'],
    [{ errors: 5 }, 'levels.errors', 'must be {"warning": …, "critical": …}, "off", or null'],
    [{ errors: { warning: 1 } }, 'levels.errors.critical', 'must be a number from 0 to 100'],
    [{ errors: { warning: -1, critical: 5 } }, 'levels.errors.warning', 'must be a number from 0 to 100'],
    [{ errors: { warning: 1, critical: 101 } }, 'levels.errors.critical', 'must be a number from 0 to 100'],
    [{ log: { warning: '1', critical: 2 } }, 'levels.log.warning', 'must be a number from 0 to 1000000000'],
    [{ log: { warning: Number.NaN, critical: 2 } }, 'levels.log.warning', 'must be a number'],
    [{ log: { warning: 3, critical: 2 } }, 'levels.log.critical', 'must not be below the warning level'],
    [{ disk_free: { warning: 2, critical: 3 } }, 'levels.disk_free.critical', 'must not be above the warning level'],
  ])('are refused when they are wrong: %j', (levels, path, message) => {
    const checked = checkAlertLevels({ levels });
    expect(checked.ok ? [] : checked.errors).toEqual([{ path, message: expect.stringContaining(message) }]);
  });

  it.each([undefined, null, [], {}, { levels: [] }, { levels: 'off' }])('are refused when they are no object: %j', body => {
    expect(checkAlertLevels(body)).toMatchObject({ ok: false, errors: [{ path: 'levels' }] });
  });

  it('are read back from a store, without what is not known there', () => {
    expect(
      readChosenLevels([
        ['errors', '"off"'],
        ['temperature', '{"warning":1,"critical":2}'],
        ['log', '{"warning":2,"critical":1}'],
      ]),
    ).toEqual({ errors: 'off' });
  });
});
