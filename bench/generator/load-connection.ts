import { connect, type Socket } from 'node:net';
import { type Answer, ResponseReader } from './response-reader';

/** The connection ended before its answer came. */
export const NO_ANSWER: Answer = { status: 0, hwm: undefined };

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** One keep-alive connection with one request in flight at a time. It is made anew when the server or the network has ended it. */
export class LoadConnection {
  #socket: Socket | undefined;
  #reader = new ResponseReader();
  #onAnswer: ((answer: Answer) => void) | undefined;

  constructor(private readonly address: Address) {}

  get isBusy(): boolean {
    return this.#onAnswer !== undefined;
  }

  /** Sends a whole request; `bytes` must not change until its answer is there. Calls back once, with `NO_ANSWER` when the connection ended. */
  send(bytes: Buffer, onAnswer: (answer: Answer) => void): void {
    this.#onAnswer = onAnswer;
    this.#socket ??= this.#connect();
    this.#socket.write(bytes);
  }

  /** Resolves when the connection stands. */
  async open(): Promise<void> {
    const socket = (this.#socket ??= this.#connect());
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
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
    socket.on('close', () => {
      if (this.#socket === socket) {
        this.#socket = undefined;
        this.#settle(NO_ANSWER);
      }
    });
    return socket;
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

export function addressOf(url: string): Address {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}
