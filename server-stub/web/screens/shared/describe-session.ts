import type { ClassSession } from '../../../../src/protocol';
import { formatDayHour, formatHour, isSameDay, withZone } from '../../text/format';
import { t } from '../../text/translate';

/** What its time is called. */
export function nameOfSession({ endedAt }: ClassSession): string {
  return t(endedAt === undefined ? 'sessions.since' : 'sessions.last');
}

/** When a session began, and when it ended if it did; with the date where that is not today's. */
export function describeSession({ startedAt, endedAt }: ClassSession, nowMs: number): string {
  const fromMs = Date.parse(startedAt);
  const from = formatDayHour(fromMs, nowMs);
  if (endedAt === undefined) {
    return withZone(from, fromMs);
  }
  const toMs = Date.parse(endedAt);
  const to = isSameDay(fromMs, toMs) ? formatHour(toMs) : formatDayHour(toMs, nowMs);
  return withZone(t('sessions.span', { from, to }), toMs);
}
