import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface PlainProxy {
  /** Without a trailing slash. */
  readonly url: string;
  /** Whether WebSockets come through. */
  letsSocketsThrough: boolean;
  readonly close: () => void;
}

/** Sends on the body of an answer whose status and headers are known. */
export type SendOn = (reply: IncomingMessage, answer: ServerResponse) => void;

/** A proxy before a server that need not know of WebSockets, as some that schools have. @param sendOn at once and whole where absent */
export async function startPlainProxy(target: string, sendOn: SendOn = (reply, answer) => void reply.pipe(answer)): Promise<PlainProxy> {
  const port = Number(new URL(target).port);
  const server = createServer((from, answer) => {
    const { method, url: path, headers } = from;
    const onward = request({ port, method, path, headers }, reply => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      sendOn(reply, answer);
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    from.pipe(onward);
  });
  server.on('upgrade', (from: IncomingMessage, socket: Socket) => {
    if (proxy.letsSocketsThrough) {
      passOn(from, socket, port);
    } else {
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    }
  });
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
  const proxy: PlainProxy = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    letsSocketsThrough: false,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return proxy;
}

function passOn({ method, url, rawHeaders }: IncomingMessage, socket: Socket, port: number): void {
  const onward = connect(port, '127.0.0.1');
  const headers = Array.from(
    { length: rawHeaders.length / 2 },
    (_, index) => `${String(rawHeaders[index * 2])}: ${String(rawHeaders[index * 2 + 1])}`,
  );
  onward.write(`${String(method)} ${String(url)} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
  socket.on('error', () => onward.destroy()).pipe(onward);
  onward.on('error', () => socket.destroy()).pipe(socket);
}
