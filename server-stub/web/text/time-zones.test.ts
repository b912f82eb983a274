import { afterEach, describe, expect, it } from 'vitest';
import { formatClock, formatDayHour, formatHour, formatMoment, withZone } from './format';
import { createZoneNames, learnServerZone } from './time-zones';

const SUMMER = Date.parse('2026-07-01T12:00:00Z');
const WINTER = Date.parse('2026-12-01T12:00:00Z');
const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;

describe('the zones of a page', () => {
  it.each([
    ['en-GB', 'Europe/Berlin', 'Asia/Tokyo', { here: 'CEST', server: 'GMT+9' }],
    ['ja-JP', 'Asia/Tokyo', 'Europe/Berlin', { here: 'JST', server: 'GMT+2' }],
    ['en-GB', 'Asia/Kolkata', 'UTC', { here: 'GMT+5:30', server: 'UTC' }],
  ])('are named in %s where the reader is in %s and the server in %s', (locale, reader, server, names) =>
    expect(createZoneNames({ here: reader, server, locale })(SUMMER)).toEqual(names),
  );

  it('are named when their clocks differ, and not while they agree', () => {
    const zones = createZoneNames({ here: 'Europe/London', server: 'UTC', locale: 'en-GB' });
    expect(zones(SUMMER)).toEqual({ here: 'BST', server: 'UTC' });
    expect(zones(WINTER)).toBeUndefined();
  });

  it.each([
    ['are the same', 'Asia/Tokyo'],
    ['go by two names', 'Japan'],
    ['are not both told', undefined],
    ['are not both known to the browser', 'Mars/Olympus'],
  ])('are not named where they %s', (_why, server) =>
    expect(createZoneNames({ here: 'Asia/Tokyo', server, locale: 'en-GB' })(SUMMER)).toBeUndefined(),
  );

  it('are not named for a time that is none', () =>
    expect(createZoneNames({ here: 'Asia/Tokyo', server: 'UTC', locale: 'en-GB' })(Number.NaN)).toBeUndefined());
});

describe('times on the page', () => {
  afterEach(() => learnServerZone(undefined));
  /** Wherever the test runs, a place where it is another time. */
  const elsewhere = here === 'Asia/Kathmandu' ? 'Asia/Tokyo' : 'Asia/Kathmandu';
  const zone = (): string => createZoneNames({ here, server: elsewhere, locale: 'en-GB' })(SUMMER)?.here ?? '';

  it('name their zone where they stand alone and the server has another', () => {
    const alone = [formatClock(SUMMER), formatMoment(SUMMER), '14:00'];
    learnServerZone(elsewhere);
    expect([formatClock(SUMMER), formatMoment(SUMMER), withZone('14:00', SUMMER)]).toEqual(alone.map(text => `${text} ${zone()}`));
  });

  it('name no zone in the lines of a list, nor where the server has the same', () => {
    const plain = [formatHour(SUMMER), formatDayHour(SUMMER, WINTER)];
    const clock = formatClock(SUMMER);
    learnServerZone(elsewhere);
    expect([formatHour(SUMMER), formatDayHour(SUMMER, WINTER)]).toEqual(plain);
    learnServerZone(here);
    expect([formatClock(SUMMER), withZone('14:00', SUMMER)]).toEqual([clock, '14:00']);
  });
});
