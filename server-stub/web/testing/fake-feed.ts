import type { FeedEnd, FeedListener, FeedPort, StateAnswer } from '../platform/network/feed-port';

export interface FakeConnection {
  readonly path: string;
  readonly lastEventId: string | undefined;
  readonly signal: AbortSignal;
  /** A keep-alive comment. */
  breathe(): void;
  send(event: string, body: unknown, id?: string): void;
  sendRaw(event: string, data: string): void;
  /** Ends the connection; resolves when whoever follows it has seen that. */
  end(end: FeedEnd): Promise<void>;
}

/** A feed whose connections are controlled by the test. */
export class FakeFeed implements FeedPort {
  readonly connections: FakeConnection[] = [];
  /** The tags that plain requests for the state came with. */
  readonly reads: (string | undefined)[] = [];
  /** What plain requests are answered. */
  stateAnswer: StateAnswer = { kind: 'none' };

  read(_path: string, tag: string | undefined): Promise<StateAnswer> {
    this.reads.push(tag);
    return Promise.resolve(this.stateAnswer);
  }

  get newest(): FakeConnection {
    const connection = this.connections.at(-1);
    if (connection === undefined) {
      throw new Error('nobody connected');
    }
    return connection;
  }

  follow(path: string, lastEventId: string | undefined, listener: FeedListener, signal: AbortSignal): Promise<FeedEnd> {
    const ended = Promise.withResolvers<FeedEnd>();
    signal.addEventListener('abort', () => ended.resolve({ kind: 'cut' }));
    const sendRaw = (event: string, data: string, id?: string): void => {
      listener.onBytes();
      listener.onMessage({ event, data, id });
    };
    this.connections.push({
      path,
      lastEventId,
      signal,
      sendRaw,
      breathe: () => listener.onBytes(),
      send: (event, body, id) => sendRaw(event, JSON.stringify(body), id),
      end: async end => {
        ended.resolve(end);
        await ended.promise;
        await Promise.resolve();
      },
    });
    return ended.promise;
  }
}
