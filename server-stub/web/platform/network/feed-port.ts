import type { HttpAnswer } from './http-answer';

export interface FeedMessage {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: string;
}

export interface FeedListener {
  /** Something arrived, if only a keep-alive comment: the connection lives. */
  onBytes(): void;
  onMessage(message: FeedMessage): void;
}

/** How a connection ended: the server refused it, or it was cut, by whomever. */
export type FeedEnd = { readonly kind: 'cut' } | { readonly kind: 'refused'; readonly answer: HttpAnswer };

export interface FeedPort {
  /** Follows the event stream at `path` until it ends. Never rejects. */
  follow(path: string, lastEventId: string | undefined, listener: FeedListener, signal: AbortSignal): Promise<FeedEnd>;
}
