import type { HttpAnswer } from './http-answer';

export interface FeedMessage {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: string;
}

/** What is followed as it was before the connection, and the event from which that goes on. */
export interface OpenedState {
  readonly eventId: string;
  readonly state: unknown;
}

export interface FeedListener {
  /** Something arrived, if only a keep-alive comment: the connection lives. */
  onBytes(): void;
  onMessage(message: FeedMessage): void;
  /** The class as a plain request had it just before, from which this connection goes on. It says nothing of whether the feed gets through. */
  onOpened?(opened: OpenedState): void;
}

/** How a connection ended: the server refused it, or it was cut, by whomever. */
export type FeedEnd = { readonly kind: 'cut' } | { readonly kind: 'refused'; readonly answer: HttpAnswer };

/** What became of asking for a class's state by a plain request: there is none, for instance, when nobody answered. */
export type StateAnswer =
  | { readonly kind: 'state'; readonly data: string; readonly tag: string | undefined }
  /** As it was when it had the tag that was sent along. */
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly answer: HttpAnswer }
  | { readonly kind: 'none' };

export interface FeedPort {
  /** Reads the state at `path` once, unless it is still the one that had this tag. Never rejects. */
  read(path: string, tag: string | undefined, signal: AbortSignal): Promise<StateAnswer>;
  /** Follows the event stream at `path` until it ends. Never rejects. */
  follow(path: string, lastEventId: string | undefined, listener: FeedListener, signal: AbortSignal): Promise<FeedEnd>;
}
