import { type Logger, pino } from 'pino';
import { exitWithFailure } from './exit';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What waits to be written at most; lines beyond that are dropped. */
const MAX_WAITING_BYTES = 1024 * 1024;
const STANDARD_ERROR = 2;

/**
 * Structured logs on standard error; standard output is for the few lines that people read. Of a request and a reply
 * it writes the method, the route's pattern and the status: headers hold tokens, and a URL can hold a student's name.
 */
export function openLogOutput(level: LogLevel): Logger {
  return pino({ level, base: { pid: process.pid }, serializers: REQUEST_SERIALIZERS }, openPatientOutput());
}

/**
 * Goes on while nothing can be written, as when the log is a file on a disk that is full, and writes again when it can.
 * Left alone, the first failure would end the process, whose end would then wait for ever to write the rest.
 */
function openPatientOutput(): ReturnType<typeof pino.destination> {
  const output = pino.destination({ dest: STANDARD_ERROR, sync: false, maxLength: MAX_WAITING_BYTES });
  const flush = output.flushSync.bind(output);
  let isFailing = false;
  output.on('error', () => {
    isFailing = true;
  });
  output.on('write', () => {
    isFailing = false;
  });
  output.flushSync = () => {
    if (!isFailing) {
      flush();
    }
  };
  return output;
}

/** For every command: whoever read its output may leave (`| head -1`). It finishes what it does, and says nothing of it. */
export function outliveReader(): void {
  process.stdout.on('error', failUnlessReaderLeft);
}

function failUnlessReaderLeft(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') {
    exitWithFailure(error);
  }
}

/** For a program that serves: what it prints may be lost on a disk that is full, and must not end it. */
export function outliveLostOutput(): void {
  process.stdout.off('error', failUnlessReaderLeft);
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', () => undefined);
  }
}

interface RequestLike {
  readonly method?: string;
  readonly routeOptions?: { readonly url?: string | undefined };
}

export const REQUEST_SERIALIZERS = {
  req: (request: RequestLike) => ({ method: request.method, route: request.routeOptions?.url }),
  res: (reply: { readonly statusCode?: number }) => ({ status: reply.statusCode }),
};
