import { Readable } from 'node:stream';
import type { FeedPace } from '../../../../src/protocol';
import type { Audience } from './projector-view';

/** A viewer with this much unread gets no more deltas until they have read; then one that holds all they missed. */
const MAX_UNREAD_BYTES = 256 * 1024;
/** A long frame is sent in pieces, or a viewer on a slow line would look as if they read nothing. */
const PIECE_BYTES = 16 * 1024;
/** One who reads nothing for this long is cut. Their browser comes back by itself. */
const MAX_STALL_MS = 30_000;

/** Who opens a dashboard, and how. */
export interface Watcher {
  /** The instructor's id. */
  readonly id: string;
  readonly audience: Audience;
  readonly pace: FeedPace;
}

/** One open dashboard: the stream that its connection reads from. */
export class Viewer {
  readonly stream: Readable;
  #unreadBytes = 0;
  #stalledSinceMs: number | undefined;

  /** @param version what they have seen, once what is in the stream has reached them */
  constructor(
    readonly watcher: Watcher,
    public version: number,
    ...firstFrames: readonly Buffer[]
  ) {
    this.stream = new Readable({ read: () => undefined });
    for (const frame of firstFrames) {
      this.push(frame);
    }
  }

  /** Whether they read as fast as they are sent to. */
  get isKeepingUp(): boolean {
    return this.stream.readableLength <= MAX_UNREAD_BYTES;
  }

  /** The frame's memory is shared by all who get it. */
  push(frame: Buffer): void {
    for (let start = 0; start < frame.length; start += PIECE_BYTES) {
      this.stream.push(frame.subarray(start, start + PIECE_BYTES));
    }
  }

  /** Whether they have read nothing for too long. Call it from time to time. */
  isStalled(nowMs: number): boolean {
    const unreadBytes = this.stream.readableLength;
    const isMoving = unreadBytes === 0 || unreadBytes < this.#unreadBytes;
    this.#unreadBytes = unreadBytes;
    if (isMoving) {
      this.#stalledSinceMs = undefined;
      return false;
    }
    this.#stalledSinceMs ??= nowMs;
    return nowMs - this.#stalledSinceMs > MAX_STALL_MS;
  }

  /** Ends the stream in good order. */
  end(): void {
    this.stream.push(null);
  }

  /** Drops the connection and whatever is unread. */
  cut(): void {
    this.stream.destroy();
  }
}
