import { type Logger, pino } from 'pino';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Structured logs on standard error; standard output is for the few lines that people read. Of a request and a reply
 * it writes the method, the route's pattern and the status: headers hold tokens, and a URL can hold a student's name.
 */
export function openLogOutput(level: LogLevel): Logger {
  return pino({ level, base: { pid: process.pid }, serializers: REQUEST_SERIALIZERS }, pino.destination({ dest: 2, sync: false }));
}

interface RequestLike {
  readonly method?: string;
  readonly routeOptions?: { readonly url?: string | undefined };
}

export const REQUEST_SERIALIZERS = {
  req: (request: RequestLike) => ({ method: request.method, route: request.routeOptions?.url }),
  res: (reply: { readonly statusCode?: number }) => ({ status: reply.statusCode }),
};
