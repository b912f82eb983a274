interface Entry<T> {
  readonly dueMs: number;
  readonly order: number;
  readonly item: T;
}

const comesBefore = (a: Entry<unknown>, b: Entry<unknown>) => a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);

/** Items by the time they are due at, those of the same time in the order they came: a binary heap. */
export class DueQueue<T> {
  readonly #heap: Entry<T>[] = [];
  #order = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** When the next item is due; undefined when there is none. */
  get nextDueMs(): number | undefined {
    return this.#heap[0]?.dueMs;
  }

  add(dueMs: number, item: T): void {
    this.#heap.push({ dueMs, order: this.#order++, item });
    this.#rise(this.#heap.length - 1);
  }

  /** Takes out the item that is due first. */
  take(): T | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#sink(0);
    }
    return first?.item;
  }

  #rise(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfBefore(index, parent)) {
        return;
      }
      index = parent;
    }
  }

  #sink(from: number): void {
    let index = from;
    for (;;) {
      const child = this.#earlierChild(index);
      if (child === undefined || !this.#swapIfBefore(child, index)) {
        return;
      }
      index = child;
    }
  }

  #earlierChild(parent: number): number | undefined {
    const left = this.#heap[2 * parent + 1];
    const right = this.#heap[2 * parent + 2];
    if (left === undefined) {
      return undefined;
    }
    return right !== undefined && comesBefore(right, left) ? 2 * parent + 2 : 2 * parent + 1;
  }

  /** @returns whether the entry at `lower` belonged before the one at `upper`, its parent, and now is */
  #swapIfBefore(lower: number, upper: number): boolean {
    const [below, above] = [this.#heap[lower], this.#heap[upper]];
    if (below === undefined || above === undefined || !comesBefore(below, above)) {
      return false;
    }
    this.#heap[upper] = below;
    this.#heap[lower] = above;
    return true;
  }
}
