import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { LATENCY_BUCKETS_S } from './buckets';

/** The dashboards' feeds. */
export class FeedMetrics {
  readonly #deltas: Counter;
  readonly #cut: Counter;
  readonly #delays: Histogram;
  #viewers = 0;

  constructor(registry: Registry) {
    const registers = [registry];
    const viewers: Gauge = new Gauge({
      name: 'cell_monitor_feed_viewers',
      help: 'Open feeds.',
      registers,
      collect: () => viewers.set(this.#viewers),
    });
    this.#deltas = new Counter({ name: 'cell_monitor_feed_deltas_total', help: 'Deltas that were sent, one for each viewer.', registers });
    this.#cut = new Counter({
      name: 'cell_monitor_feed_viewers_cut_total',
      help: 'Viewers whose connection was dropped because they stopped reading.',
      registers,
    });
    this.#delays = new Histogram({
      name: 'cell_monitor_feed_delay_seconds',
      help: 'From the arrival of the oldest batch in a delta to the sending of the delta.',
      buckets: LATENCY_BUCKETS_S,
      registers,
    });
  }

  get viewers(): number {
    return this.#viewers;
  }

  viewerCame(): void {
    this.#viewers += 1;
  }

  viewerLeft(): void {
    this.#viewers -= 1;
  }

  viewerCut(): void {
    this.#cut.inc();
  }

  /**
   * One look at the log was told to those who watch.
   * @param delayMs undefined when it told of nothing but the passing of time
   */
  told(viewers: number, delayMs: number | undefined): void {
    this.#deltas.inc(viewers);
    if (viewers > 0 && delayMs !== undefined) {
      this.#delays.observe(Math.max(0, delayMs) / 1000);
    }
  }
}
