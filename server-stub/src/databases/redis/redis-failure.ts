import {
  ClientClosedError,
  ClientOfflineError,
  ConnectionTimeoutError,
  DisconnectsClientError,
  ErrorReply,
  SocketClosedUnexpectedlyError,
  SocketTimeoutError,
} from '@redis/client';
import { LogUnavailableError } from '../log-unavailable';

/** What Redis answers with, in words. A script's error carries the same code, in older versions in the middle of a sentence. */
const REASONS: Readonly<Record<string, string>> = {
  OOM: 'Redis is full (maxmemory is reached)',
  MISCONF: 'Redis cannot write to its disk',
  READONLY: 'Redis is a read-only replica',
  LOADING: 'Redis is loading its data',
  BUSY: 'Redis is busy with a script',
  NOREPLICAS: 'Redis has too few replicas to take a write',
  MASTERDOWN: 'Redis has lost its master',
  CLUSTERDOWN: 'the Redis cluster is down, or a part of it',
  TRYAGAIN: 'the Redis cluster is moving the class to another node',
  MOVED: 'Redis is part of a cluster: its URL must begin with redis+cluster://',
  ASK: 'the Redis cluster is moving the class to another node',
  CROSSSLOT: 'Redis is part of a cluster: its URL must begin with redis+cluster://',
  NOAUTH: 'Redis wants a password',
  WRONGPASS: 'Redis refuses the user name or password',
  NOPERM: 'Redis does not permit its user what the log needs',
  WRONGTYPE: 'a key of the log belongs to another program',
};

const CODE = new RegExp(`\\b(${Object.keys(REASONS).join('|')})\\b`, 'u');

export const NOT_CONNECTED = 'Redis is not connected yet';
export const CLOSED = 'the connection to Redis is closed';
export const NO_ANSWER = 'Redis does not answer';

/**
 * What happened, in words that hold neither credentials nor data.
 * @param connectionReason why there is no connection, for a command that found none
 */
export function describeRedisFailure(error: unknown, connectionReason = 'Redis cannot be reached'): string {
  if (error instanceof ErrorReply) {
    const code = CODE.exec(error.message)?.[1] ?? '';
    return REASONS[code] ?? 'Redis refused the command';
  }
  if (error instanceof ClientOfflineError) {
    return connectionReason;
  }
  if (error instanceof ClientClosedError || error instanceof DisconnectsClientError) {
    return CLOSED;
  }
  return describeSocketFailure(error);
}

function describeSocketFailure(error: unknown): string {
  if (error instanceof SocketTimeoutError || error instanceof ConnectionTimeoutError) {
    return NO_ANSWER;
  }
  if (error instanceof SocketClosedUnexpectedlyError) {
    return 'Redis closed the connection';
  }
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? `Redis cannot be reached (${code})` : 'Redis cannot take the command';
}

/** The cause is left out on purpose: Redis quotes arguments in some of its errors. */
export function toLogUnavailable(error: unknown, connectionReason?: string): LogUnavailableError {
  return error instanceof LogUnavailableError ? error : new LogUnavailableError(describeRedisFailure(error, connectionReason));
}
