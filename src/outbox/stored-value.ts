import type { Outbox } from './outbox';

/** An item of the outbox that all tabs of the student share, read and checked. Where the browser keeps nothing, it lasts as long as the page. */
export class StoredValue<T> {
  readonly #name: string;
  readonly #parse: (stored: unknown) => T;
  #value: T;
  /** One after the other: a reading that began before a change must not end after it. */
  #last: Promise<void> = Promise.resolve();

  /** @param parse reads what is stored, which may be missing or of another shape */
  constructor(name: string, parse: (stored: unknown) => T) {
    this.#name = name;
    this.#parse = parse;
    this.#value = parse(undefined);
  }

  /** As it was when it was read or changed here last. */
  get value(): T {
    return this.#value;
  }

  read(outbox: Outbox): Promise<void> {
    return this.#inTurn(async () => {
      const stored = await outbox.getItem(this.#name).catch(() => this.#value);
      this.#value = this.#parse(stored);
    });
  }

  /** Keeps the value as it is here, in a storage that takes the place of one that broke. */
  async write(outbox: Outbox): Promise<void> {
    await outbox.setItem(this.#name, this.#value);
  }

  /** Atomic between tabs: `change` is given the value as it is now, and may be called a second time when the browser keeps nothing. */
  update(outbox: Outbox, change: (value: T) => T): Promise<void> {
    return this.#inTurn(async () => {
      const changed = (stored: unknown) => {
        this.#value = change(this.#parse(stored));
        return this.#value;
      };
      const before = this.#value;
      await outbox.updateItem(this.#name, changed).catch(() => void changed(before));
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(work);
    return this.#last;
  }
}
