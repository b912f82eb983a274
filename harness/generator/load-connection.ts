import { connect, type Socket } from 'node:net';
import { type Answer, ResponseReader } from './response-reader';

/** The connection ended before its answer came. */
const NO_ANSWER: Answer = { status: 0, hwm: undefined };

interface Address {
  readonly host: string;
  readonly port: number;
}

/** Longer than a server waits for anything itself. */
const ANSWER_LIMIT_MS = 30_000;

/** One keep-alive connection with one request in flight at a time. It is made anew when the server or the network has ended it. */
export class LoadConnection {
  #socket: Socket | undefined;
  #reader = new ResponseReader();
  #onAnswer: ((answer: Answer) => void) | undefined;

  constructor(private readonly address: Address) {}

  /** Sends a whole request; `bytes` must not change until its answer is there. Calls back once, with `NO_ANSWER` when the connection ended. */
  send(bytes: Buffer, onAnswer: (answer: Answer) => void): void {
    this.#onAnswer = onAnswer;
    this.#socket ??= this.#connect();
    this.#socket.write(bytes);
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #connect(): Socket {
    this.#reader = new ResponseReader();
    const socket = connect(this.address).setNoDelay();
    socket.on('data', chunk => this.#take(chunk));
    socket.on('error', () => undefined);
    socket.setTimeout(ANSWER_LIMIT_MS, () => this.#hangUpIfWaiting(socket));
    socket.on('close', () => {
      if (this.#socket === socket) {
        this.#socket = undefined;
        this.#settle(NO_ANSWER);
      }
    });
    return socket;
  }

  #hangUpIfWaiting(socket: Socket): void {
    if (this.#onAnswer !== undefined) {
      socket.destroy();
    }
  }

  #take(chunk: Buffer): void {
    const answer = this.#reader.push(chunk);
    if (answer !== undefined) {
      this.#settle(answer);
    }
  }

  #settle(answer: Answer): void {
    const onAnswer = this.#onAnswer;
    this.#onAnswer = undefined;
    onAnswer?.(answer);
  }
}

/** Host and port of a URL that names its port. */
export function addressOf(url: string): Address {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}
