import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../platform/clock';

/** How much more of a body that is refused is read, in bytes, and for how long, in milliseconds. */
const MAX_MORE_BYTES = 4 * 1024 * 1024;
const MAX_MORE_MS = 1000;

/**
 * Reads on what a client is still sending of a body that is refused for its size, within bounds, before it is told. Hanging up on unread data resets the
 * connection, and a client that is still writing then sees a broken network instead of the answer, and sends the same again. What says beforehand that
 * it is longer than that is told at once.
 */
export function readRefusedBodies(app: FastifyInstance, clock: Clock): void {
  // Without a promise: nearly every answer passes here and is not held.
  app.addHook('onSend', ({ raw }, { statusCode }, _payload, done) => {
    if (statusCode === 413 && isUnread(raw)) {
      readOn(raw, clock, done);
    } else {
      done();
    }
  });
}

function isUnread({ readableEnded, destroyed, headers }: IncomingMessage): boolean {
  return !readableEnded && !destroyed && Number(headers['content-length'] ?? 0) <= MAX_MORE_BYTES;
}

function readOn(body: IncomingMessage, clock: Clock, whenRead: () => void): void {
  let bytes = 0;
  const finish = (): void => {
    cancel();
    body.off('data', count).off('end', finish).off('close', finish);
    body.pause();
    whenRead();
  };
  const count = (chunk: Buffer): void => {
    bytes += chunk.length;
    if (bytes > MAX_MORE_BYTES) {
      finish();
    }
  };
  const cancel = clock.setTimeout(finish, MAX_MORE_MS);
  body.on('data', count).on('end', finish).on('close', finish).resume();
}
