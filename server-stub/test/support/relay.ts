import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/** What may be done about what passes. */
export interface Passage {
  /** Called with each piece of an answer before it is passed on. @returns whether it may pass */
  readonly onAnswer?: (bytes: Buffer) => boolean;
}

/** Stands between a client and its servers on this machine: a load balancer, a name that moves, or the place where a line is tapped. */
export class TcpRelay {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly chooseTargets: () => readonly number[],
    private readonly passage: Passage,
  ) {
    this.#server = createServer({ pauseOnConnect: true }, socket => this.#forward(socket, this.chooseTargets()));
  }

  /** @param chooseTargets ports for a new connection, the best first; one that refuses is passed over */
  static async open(chooseTargets: () => readonly number[], passage: Passage = {}): Promise<TcpRelay> {
    const relay = new TcpRelay(chooseTargets, passage);
    relay.#server.listen(0, '127.0.0.1');
    await once(relay.#server, 'listening');
    return relay;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
    this.#sockets.forEach(socket => socket.destroy());
  }

  #forward(socket: Socket, [target, ...others]: readonly number[]): void {
    if (target === undefined) {
      socket.destroy();
      return;
    }
    const upstream = connect(target, '127.0.0.1');
    const passOver = (): void => this.#forward(socket, others);
    upstream.once('error', passOver);
    upstream.once('connect', () => {
      upstream.off('error', passOver);
      this.#join(socket, upstream);
    });
  }

  #join(socket: Socket, upstream: Socket): void {
    const { onAnswer } = this.passage;
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      this.#sockets.add(one);
      one.on('error', () => undefined).on('close', () => (this.#sockets.delete(one), other.destroy()));
    }
    socket.on('data', (bytes: Buffer) => upstream.write(bytes));
    upstream.on('data', (bytes: Buffer) => (onAnswer?.(bytes) ?? true) && socket.write(bytes));
    socket.resume();
  }
}

/** Each connection to the next port in turn, as a balancer does. */
export function inTurn(ports: readonly number[]): () => readonly number[] {
  let turn = 0;
  return () => {
    turn = (turn + 1) % ports.length;
    return [...ports.slice(turn), ...ports.slice(0, turn)];
  };
}
