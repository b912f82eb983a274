import type { FastifyBaseLogger } from 'fastify';
import type { AlertChange, AlertSink } from './alert-board';

/** Tells the server's own log. */
export function alertLog(logger: FastifyBaseLogger): AlertSink {
  return {
    tell({ alert: { name, severity, value, unit, levels, text }, previous }: AlertChange): void {
      const line = { alert: name, severity, previous, value, unit, levels };
      if (severity === 'critical') {
        logger.error(line, `alert: ${text}`);
      } else if (severity === 'warning') {
        logger.warn(line, `alert: ${text}`);
      } else {
        logger.info(line, `alert is over: ${text}`);
      }
    },
    close: () => undefined,
  };
}
