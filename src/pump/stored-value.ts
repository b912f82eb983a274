import type { Outbox } from '../outbox/outbox';

/** A value in a record that all tabs of the student share. Where the browser keeps nothing it is good for this page. */
export class StoredValue<T> {
  readonly #name: string;
  readonly #parse: (stored: unknown) => T;
  #value: T;

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

  async read(outbox: Outbox): Promise<void> {
    const stored = await outbox.readRecord(this.#name).catch(() => this.#value);
    this.#value = this.#parse(stored);
  }

  /** Keeps the value as it is here, in a storage that takes the place of one that broke. */
  async write(outbox: Outbox): Promise<void> {
    await outbox.writeRecord(this.#name, this.#value);
  }

  /** Atomic between tabs: `change` is given the value as it is now, and may be called a second time when the browser keeps nothing. */
  async update(outbox: Outbox, change: (value: T) => T): Promise<void> {
    const changed = (stored: unknown) => {
      this.#value = change(this.#parse(stored));
      return this.#value;
    };
    const before = this.#value;
    await outbox.updateRecord(this.#name, changed).catch(() => changed(before));
  }
}
