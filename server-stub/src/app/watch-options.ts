import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Config } from '../config/config';
import { systemClock } from '../platform/clock';
import { systemFetch } from '../platform/http-client';
import { systemRandom } from '../platform/random';
import type { WatchOptions } from '../observability/system/system-watch';
import { alertLog } from '../observability/alerts/alert-log';
import { AlertWebhook } from '../observability/alerts/alert-webhook';

/** Alerts go to the log, and to the webhook where there is one. */
export function watchOptions({ alertLevels, alertWebhook, alertWebhookKind }: Config, logger: Logger): WatchOptions {
  const log = alertLog(logger);
  if (alertWebhook === undefined) {
    return { levels: alertLevels, sinks: [log] };
  }
  const surroundings = { server: hostname(), fetch: systemFetch, clock: systemClock, random: systemRandom, logger };
  return { levels: alertLevels, sinks: [log, new AlertWebhook({ url: alertWebhook, kind: alertWebhookKind, ...surroundings })] };
}
