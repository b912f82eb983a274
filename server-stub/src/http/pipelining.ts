import type { RequestListener, Server } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that may be under way on one connection. Browsers, proxies and our own client wait for an answer before they send the next. */
export const MAX_UNDER_WAY = 8;

/** Ends the head of a request. A body may hold it, too: it is only where what has come may be cut. */
const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * Hangs up on connections that send many requests without waiting for an answer, so that the work on them never piles up.
 * @param handle what answers a request
 */
export function refusePipelining(handle: RequestListener): RequestListener {
  const underWay = new WeakMap<Socket, number>();
  return (request, response) => {
    const { socket } = request;
    const others = underWay.get(socket) ?? 0;
    if (others >= MAX_UNDER_WAY) {
      socket.destroy();
    }
    // What came in the same slice is still read.
    if (!socket.destroyed) {
      underWay.set(socket, others + 1);
      response.once('close', () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1));
      handle(request, response);
    }
  };
}

/**
 * Has a server read what has come on a connection in slices of a few requests each, and no more of a connection that was hung up on. Node reads 64 KiB
 * at once, which hold fourteen hundred requests, and begins all of them: that takes ten milliseconds however soon they are refused.
 */
export function readInSlices(server: Server): void {
  // Node's own listener is there already.
  server.on('connection', sliceReading);
  server.on('secureConnection', sliceReading);
}

function sliceReading(socket: Socket): void {
  const [read] = socket.listeners('data') as ((bytes: Buffer) => void)[];
  // A connection that will speak TLS is read by the socket above it.
  if (read !== undefined) {
    socket.on('data', (bytes: Buffer) => readSlices(socket, bytes, read));
    socket.off('data', read);
  }
}

function readSlices(socket: Socket, bytes: Buffer, read: (bytes: Buffer) => void): void {
  let start = 0;
  while (start < bytes.length && !socket.destroyed) {
    // The client does not read its answers.
    if (socket.isPaused()) {
      socket.unshift(bytes.subarray(start));
      return;
    }
    const end = endOfSlice(bytes, start);
    read.call(socket, bytes.subarray(start, end));
    start = end;
  }
}

function endOfSlice(bytes: Buffer, start: number): number {
  let end = start;
  for (let heads = 0; heads < MAX_UNDER_WAY; heads++) {
    const at = bytes.indexOf(END_OF_HEAD, end);
    if (at === -1) {
      return bytes.length;
    }
    end = at + END_OF_HEAD.length;
  }
  return end;
}
