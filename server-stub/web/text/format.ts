import { locale } from './language';
import { nameZones } from './time-zones';
import { t } from './translate';
import { isWithheld } from './withheld';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const counts = new Intl.NumberFormat(locale);
const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const clockTime = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const hourTime = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayAndHour = new Intl.DateTimeFormat(locale, {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const fullTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });

/** A number of things; a dash when it is withheld. */
export function formatCount(value: number): string {
  return isWithheld(value) ? t('common.none') : counts.format(value);
}

/** `part` of `whole` in percent; of nothing, and of what is withheld, a dash. */
export function formatShare(part: number, whole: number): string {
  return whole === 0 || isWithheld(part / whole) ? t('common.none') : shares.format(part / whole);
}

/** A time in words, with its zone where the server's clock shows another: for times that stand alone. In the lines of a list it would be noise. */
export function withZone(text: string, timeMs: number): string {
  const zones = nameZones(timeMs);
  return zones === undefined ? text : `${text} ${zones.here}`;
}

/** A time of day on the instructor's clock, to the second. */
export function formatClock(timeMs: number): string {
  return withZone(clockTime.format(timeMs), timeMs);
}

/** A time of day without its seconds. */
export function formatHour(timeMs: number): string {
  return hourTime.format(timeMs);
}

/** A time of day without its seconds; of another day than `nowMs` with its date. */
export function formatDayHour(timeMs: number, nowMs: number): string {
  return isSameDay(timeMs, nowMs) ? hourTime.format(timeMs) : dayAndHour.format(timeMs);
}

/** By the instructor's calendar. */
export function isSameDay(oneMs: number, otherMs: number): boolean {
  return new Date(oneMs).toDateString() === new Date(otherMs).toDateString();
}

/** Date and time of day, for a tooltip. */
export function formatMoment(timeMs: number): string {
  return Number.isNaN(timeMs) ? '' : withZone(fullTime.format(timeMs), timeMs);
}

/** How long ago something was. A time in the future, by a clock that is a little off, is "now". */
export function formatAgo(elapsedMs: number): string {
  if (elapsedMs < 2 * SECOND_MS) {
    return t('common.ago.now');
  }
  return t('common.ago.before', { span: formatSpan(elapsedMs) });
}

/** A length of time in its largest unit, rounded down. */
export function formatSpan(spanMs: number): string {
  if (spanMs < MINUTE_MS) {
    return t('common.units.seconds', { n: Math.max(0, Math.floor(spanMs / SECOND_MS)) });
  }
  if (spanMs < HOUR_MS) {
    return t('common.units.minutes', { n: Math.floor(spanMs / MINUTE_MS) });
  }
  return spanMs < DAY_MS
    ? t('common.units.hours', { n: Math.floor(spanMs / HOUR_MS) })
    : t('common.units.days', { count: Math.floor(spanMs / DAY_MS) });
}

/** How long a run took: precise while it is short. */
export function formatDuration(durationMs: number): string {
  if (durationMs < SECOND_MS) {
    return t('common.units.milliseconds', { n: Math.round(durationMs) });
  }
  return durationMs < MINUTE_MS ? t('common.units.seconds', { n: (durationMs / SECOND_MS).toFixed(1) }) : formatSpan(durationMs);
}
