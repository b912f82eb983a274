import { GrowthListeners } from '../growth-listeners';
import type { RedisKeys } from '../../databases/redis/redis-keys';
import type { WakeUpListener } from '../../databases/redis/topology/redis-topology';

/**
 * Tells of growth. Wake-ups that are published while nobody hears them are lost, so after every gap the readers of every class
 * that is known here are woken.
 */
export class RedisGrowth implements WakeUpListener {
  readonly #keys: RedisKeys;
  readonly #listeners = new GrowthListeners();
  readonly #knownClasses = new Set<string>();

  constructor(keys: RedisKeys) {
    this.#keys = keys;
  }

  onGrowth(listener: (classId: string) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Remembers a class that somebody here writes or reads. @returns whether it is new */
  learn(classId: string): boolean {
    const isNew = !this.#knownClasses.has(classId);
    this.#knownClasses.add(classId);
    return isNew;
  }

  wake(channel: string): void {
    const classId = this.#keys.classOfLive(channel);
    this.#knownClasses.add(classId);
    this.#listeners.notify(classId);
  }

  wakeAll(): void {
    for (const classId of this.#knownClasses) {
      this.#listeners.notify(classId);
    }
  }

  close(): void {
    this.#listeners.clear();
  }
}
