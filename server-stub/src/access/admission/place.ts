/** What all requests together take at this moment. */
export interface Occupancy {
  requests: number;
  bytes: number;
}

/**
 * What one request takes of the server's room: its body, as far as that has come, and a place among the requests once it is whole.
 * So a client that sends a byte a second takes next to nothing, and keeps nobody out.
 */
export class Place {
  #requests = 0;
  #bytes = 0;
  #isLeft = false;

  /**
   * @param share what its owner takes; undefined where nobody's share is counted
   * @param onLeave called once
   */
  constructor(
    private readonly occupancy: Occupancy,
    readonly owner?: string,
    readonly share?: Occupancy,
    private readonly onLeave?: () => void,
  ) {}

  /** More of the body has come. */
  fill(bytes: number): void {
    this.#take(0, bytes);
  }

  /** The body is whole, and the work on it begins. @param bytes what it may become beyond what has come */
  beginWork(bytes: number): void {
    this.#take(1, bytes);
  }

  /** Gives all of it back. */
  leave(): void {
    this.#take(-this.#requests, -this.#bytes);
    if (!this.#isLeft) {
      this.#isLeft = true;
      this.onLeave?.();
    }
  }

  #take(requests: number, bytes: number): void {
    this.#requests += requests;
    this.#bytes += bytes;
    for (const taken of this.share === undefined ? [this.occupancy] : [this.occupancy, this.share]) {
      taken.requests += requests;
      taken.bytes += bytes;
    }
  }
}
