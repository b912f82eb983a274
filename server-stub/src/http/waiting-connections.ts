import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Cancel, Clock } from '../platform/clock';

export interface ConnectionLimits {
  /** Connections that may be open at the same time. */
  readonly open: number;
  /** How long one may be open before its first byte. Browsers open some ahead: they open another when it is gone. */
  readonly firstByteMs: number;
}

const SWEEPS_PER_WAIT = 4;

/**
 * The connections that ask for nothing at the moment. Those that never sent a byte are hung up on after a while; and where all are taken, whoever
 * waits longest without a request makes room for the newcomer: first of those that never made one, then of those between two.
 * Only connections at work are never cut off; where all are, the newcomer is.
 */
export class WaitingConnections {
  /** By when they came, which for each of them no request has ended yet. */
  readonly #newcomers = new Map<Socket, number>();
  /** By when their last request ended. */
  readonly #idle = new Set<Socket>();
  readonly #open = new Set<Socket>();
  /** How many requests are under way on a connection; a client may send the next before the last is answered. */
  readonly #requests = new WeakMap<Socket, number>();
  /** Requests name the socket that speaks TLS, and connections are counted by the one below: both have the same peer. */
  readonly #byPeer = new Map<string, Socket>();
  readonly #below = new WeakMap<Socket, Socket>();
  readonly #limits: ConnectionLimits;
  readonly #clock: Clock;
  /** Undefined while there is nobody to look at. */
  #stopSweeping: Cancel | undefined;

  constructor(server: Server, limits: ConnectionLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    server.on('connection', (socket: Socket) => this.#welcome(socket));
    server.on('secureConnection', (socket: Socket) => this.#below.set(socket, this.#byPeer.get(peerOf(socket)) ?? socket));
    server.on('request', (request: IncomingMessage, response: ServerResponse) =>
      this.#work(this.#below.get(request.socket) ?? request.socket, response),
    );
  }

  /** Hangs up on those on which nothing was ever sent: Node takes them for busy ones, and a server that stops would wait for them. */
  closeSilent(): void {
    for (const socket of this.#newcomers.keys()) {
      if (socket.bytesRead === 0) {
        socket.destroy();
      }
    }
  }

  close(): void {
    this.#stopSweeping?.();
  }

  #welcome(socket: Socket): void {
    if (this.#open.size >= this.#limits.open) {
      this.#makeRoom(socket);
    }
    if (socket.destroyed) {
      return;
    }
    this.#open.add(socket);
    this.#newcomers.set(socket, this.#clock.monotonicMs());
    this.#sweepLater();
    const peer = peerOf(socket);
    this.#byPeer.set(peer, socket);
    socket.once('close', () => {
      this.#byPeer.delete(peer);
      this.#open.delete(socket);
      this.#leaveWaiting(socket);
    });
  }

  #makeRoom(newcomer: Socket): void {
    const [oldest = this.#idle.values().next().value ?? newcomer] = this.#newcomers.keys();
    this.#open.delete(oldest);
    this.#leaveWaiting(oldest);
    oldest.destroy();
  }

  #work(socket: Socket, response: ServerResponse): void {
    if (socket.destroyed) {
      return;
    }
    this.#leaveWaiting(socket);
    this.#requests.set(socket, this.#underWay(socket) + 1);
    response.once('close', () => {
      const left = this.#underWay(socket) - 1;
      this.#requests.set(socket, left);
      if (left === 0 && this.#open.has(socket)) {
        this.#idle.add(socket);
      }
    });
  }

  #underWay(socket: Socket): number {
    return this.#requests.get(socket) ?? 0;
  }

  #leaveWaiting(socket: Socket): void {
    this.#newcomers.delete(socket);
    this.#idle.delete(socket);
  }

  #sweepLater(): void {
    this.#stopSweeping ??= this.#clock.setTimeout(() => {
      this.#stopSweeping = undefined;
      this.#sweep();
      if (this.#newcomers.size > 0) {
        this.#sweepLater();
      }
    }, this.#limits.firstByteMs / SWEEPS_PER_WAIT);
  }

  #sweep(): void {
    const lateMs = this.#clock.monotonicMs() - this.#limits.firstByteMs;
    for (const [socket, sinceMs] of this.#newcomers) {
      if (sinceMs > lateMs) {
        return;
      }
      if (socket.bytesRead === 0) {
        socket.destroy();
      }
    }
  }
}

const peerOf = ({ remoteAddress, remotePort }: Socket): string => `${String(remoteAddress)} ${String(remotePort)}`;
