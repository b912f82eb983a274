import type { Clock } from '../platform/clock';
import { GrowthListeners } from './growth-listeners';
import type { StoreClient } from './redis-client';
import { classOfChannel, LIVE_PATTERN } from './redis-keys';
import { closeClient } from './redis-link';

const RESUBSCRIBE_MS = 5_000;

/**
 * Hears of growth over a connection of its own. Wake-ups that were published while it was away are lost, so whenever it is
 * back, the first time too, it wakes the readers of every class that it has heard of.
 */
export class RedisGrowth {
  readonly #subscriber: StoreClient;
  readonly #clock: Clock;
  readonly #listeners = new GrowthListeners();
  readonly #knownClasses = new Set<string>();
  readonly #onMessage = (_message: string, channel: string): void => this.#wake(classOfChannel(channel));

  constructor(subscriber: StoreClient, clock: Clock) {
    this.#subscriber = subscriber;
    this.#clock = clock;
    // The command connection meets the same trouble and reports it; this one only has to survive it.
    subscriber.on('error', () => undefined);
    subscriber.on('ready', () => this.#subscribe());
    subscriber.connect().catch(() => undefined);
  }

  onGrowth(listener: (classId: string) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Remembers a class, to wake its readers after a gap. */
  know(classId: string): void {
    this.#knownClasses.add(classId);
  }

  close(): Promise<void> {
    this.#listeners.clear();
    return closeClient(this.#subscriber, this.#clock);
  }

  /** The client keeps a subscription that once succeeded over reconnects; asking again is then free. */
  #subscribe(): void {
    this.#subscriber.pSubscribe(LIVE_PATTERN, this.#onMessage).then(
      () => this.#knownClasses.forEach(classId => this.#listeners.notify(classId)),
      () => this.#clock.setTimeout(() => this.#subscribeIfReady(), RESUBSCRIBE_MS),
    );
  }

  #subscribeIfReady(): void {
    if (this.#subscriber.isReady) {
      this.#subscribe();
    }
  }

  #wake(classId: string): void {
    this.#knownClasses.add(classId);
    this.#listeners.notify(classId);
  }
}
