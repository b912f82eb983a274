const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** Bytes by the hour in which they were received, counted from the epoch; as a snapshot holds them. */
export type StoredVolumeValue = readonly (readonly [hour: number, bytes: number])[];

/** How much a student has had stored within about a day. Older hours are forgotten. */
export class StoredVolume {
  readonly #hours = new Map<number, number>();

  note(receivedAtMs: number, bytes: number): void {
    const hour = Math.floor(receivedAtMs / HOUR_MS);
    this.#hours.set(hour, (this.#hours.get(hour) ?? 0) + bytes);
    if (this.#hours.size > DAY_HOURS + 1) {
      this.#hours.delete(Math.min(...this.#hours.keys()));
    }
  }

  /** Within the 24 hours before now, and the rest of the hour in which those began. */
  lastDayBytes(nowMs: number): number {
    const first = Math.floor(nowMs / HOUR_MS) - DAY_HOURS;
    return [...this.#hours].reduce((sum, [hour, bytes]) => sum + (hour >= first ? bytes : 0), 0);
  }

  toValue(): StoredVolumeValue {
    return [...this.#hours];
  }

  restore(value: StoredVolumeValue): void {
    value.forEach(([hour, bytes]) => this.#hours.set(hour, bytes));
  }
}
