import type { LoadConnection } from './load-connection';
import type { LoadTally } from './load-tally';
import type { ReportingSource } from './reporting-source';

/** After a refusal: long enough not to turn an overload into a storm. */
const PAUSE_MS = 100;

/** One connection and the sources that take turns on it, each report after the answer to the one before. */
class Lane {
  #turn = 0;
  #isStopping = false;
  #onIdle: (() => void) | undefined;

  constructor(
    private readonly connection: LoadConnection,
    private readonly sources: readonly ReportingSource[],
    private readonly tally: LoadTally,
  ) {}

  start(): void {
    this.#reportNext();
  }

  /** Resolves when the report in flight has its answer. */
  stop(): Promise<void> {
    this.#isStopping = true;
    return new Promise(resolve => {
      this.#onIdle = resolve;
    });
  }

  #reportNext(): void {
    const source = this.sources[this.#turn];
    if (this.#isStopping || source === undefined) {
      this.#onIdle?.();
      return;
    }
    const sentMs = performance.now();
    this.connection.send(source.nextReport(), answer => {
      const events = source.noteAnswer(answer);
      if (events === 0) {
        this.tally.noteRefused(answer.status);
        setTimeout(() => this.#reportNext(), PAUSE_MS);
        return;
      }
      this.tally.noteAccepted(events, performance.now() - sentMs);
      this.#turn = (this.#turn + 1) % this.sources.length;
      this.#reportNext();
    });
  }
}

/** A load that reports as fast as the server answers. */
export class FlatOutLoad {
  readonly #lanes: readonly Lane[];

  /** @param sources are dealt out to the connections */
  constructor(connections: readonly LoadConnection[], sources: readonly ReportingSource[], tally: LoadTally) {
    this.#lanes = connections.map((connection, index) => new Lane(connection, everyNth(sources, connections.length, index), tally));
  }

  start(): void {
    for (const lane of this.#lanes) {
      lane.start();
    }
  }

  /** Resolves when every report in flight has its answer. */
  async stop(): Promise<void> {
    await Promise.all(this.#lanes.map(lane => lane.stop()));
  }
}

function everyNth<T>(items: readonly T[], step: number, from: number): readonly T[] {
  return items.filter((_, index) => index % step === from);
}
