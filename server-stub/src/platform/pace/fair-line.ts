/** Whose turn it is not. */
type Except = Pick<ReadonlySet<string>, 'has'>;

const NOBODY: Except = new Set();

/** What waits, by whose it is: each owner has a turn before any has the next one, and what is of one owner keeps its order. */
export class FairLine<T> {
  readonly #owners = new Map<string, T[]>();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  get owners(): Iterable<string> {
    return this.#owners.keys();
  }

  add(owner: string, item: T): void {
    const items = this.#owners.get(owner);
    if (items === undefined) {
      this.#owners.set(owner, [item]);
    } else {
      items.push(item);
    }
    this.#length += 1;
  }

  /** Takes the first item of whose turn it is; undefined when nothing waits, or nothing of anybody else. @param except whose turn it is not */
  next(except: Except = NOBODY): T | undefined {
    for (const [owner, items] of this.#owners) {
      if (!except.has(owner)) {
        const item = items.shift();
        this.#owners.delete(owner);
        if (items.length > 0) {
          // A map keeps the order of insertion: now this owner is the last.
          this.#owners.set(owner, items);
        }
        this.#length -= 1;
        return item;
      }
    }
    return undefined;
  }

  /** Puts back what was begun: it is its owner's first again, and the owner the last in the line. */
  putBack(owner: string, item: T): void {
    const items = this.#owners.get(owner) ?? [];
    this.#owners.delete(owner);
    this.#owners.set(owner, [item, ...items]);
    this.#length += 1;
  }
}
