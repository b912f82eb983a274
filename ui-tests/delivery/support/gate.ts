import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to the reports that arrive. Enrolments and preflights always pass. */
export type GateMode =
  | 'pass'
  /** The server never sees them, and no answer comes. */
  | 'hold_requests'
  /** The server takes them, and its answer never comes. */
  | 'hold_replies'
  /** Whoever comes is cut off, as by a server that is down. */
  | 'cut'
  /** As `hold_requests`, but what a closing page hands over passes. */
  | 'pass_closing_only';

/** What a closing page sends travels as plain text. */
interface Report {
  readonly isClosing: boolean;
  readonly bytes: number;
}

/** The network between the page and the server, real sockets both ways. Its faults are in the test's hand. */
export class Gate {
  /** The reports that reached the server, in order. */
  readonly passed: Report[] = [];
  #mode: GateMode = 'pass';
  #held: ServerResponse[] = [];
  readonly #server = createServer((request, response) => void this.#take(request, response));

  private constructor(readonly target: string) {}

  static async open(target: string): Promise<Gate> {
    const gate = new Gate(target);
    gate.#server.listen(0, '127.0.0.1');
    await once(gate.#server, 'listening');
    return gate;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** How many exchanges hang at the moment. */
  get held(): number {
    return this.#held.length;
  }

  /** Changes the rule for what arrives from now on, and breaks the connections of what hangs. */
  set(mode: GateMode): void {
    this.#mode = mode;
    for (const response of this.#held.splice(0)) {
      response.destroy();
    }
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#mode === 'cut') {
      request.socket.destroy();
      return;
    }
    try {
      const body = await readBody(request);
      const isReport = request.method === 'POST' && request.url?.endsWith('/batches') === true;
      const isClosing = request.headers['content-type']?.startsWith('text/plain') === true;
      if (isReport && (this.#mode === 'hold_requests' || (this.#mode === 'pass_closing_only' && !isClosing))) {
        this.#held.push(response);
        return;
      }
      const reply = await this.#forward(request, body);
      const replyBody = await readBody(reply);
      if (isReport) {
        this.passed.push({ isClosing, bytes: body.length });
      }
      if (isReport && this.#mode === 'hold_replies') {
        this.#held.push(response);
        return;
      }
      response.writeHead(reply.statusCode ?? 502, reply.headers).end(replyBody);
    } catch {
      response.destroy();
    }
  }

  async #forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const onward = forward(new URL(url ?? '/', this.target), { method: method ?? 'GET', headers });
    onward.end(body);
    const [reply] = (await once(onward, 'response')) as [IncomingMessage];
    return reply;
  }
}

async function readBody(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
