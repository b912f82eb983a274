import { compareKeys, Newest, type NewestValue, type OrderKey } from '../events/corrected-time';

/** Notebooks of a student as a snapshot holds them. */
export type OpenNotebooksValue = readonly (readonly [path: string, isClosed: NewestValue<boolean>])[];

/** A page that vanished without a word never says that its notebooks are closed. What was used so long before the newest is not open any more. */
const FORGOTTEN_MS = 12 * 3_600_000;
/** More than anybody has open; they bound what a hostile client can make the server remember. */
const MAX_NOTEBOOKS = 50;

/** Whether a student's notebooks are closed, in whatever order their events are told. */
export class OpenNotebooks {
  readonly #notebooks = new Map<string, Newest<boolean>>();
  /** Nearly every event is of the notebook that the one before it was of: that one is found without a search. */
  #lastUsed: { readonly path: string; readonly notebook: Newest<boolean> } | undefined;

  note(path: string, isClosed: boolean, key: OrderKey): void {
    if (this.#lastUsed?.path !== path) {
      this.#lastUsed = { path, notebook: this.#use(path) };
    }
    this.#lastUsed.notebook.offer(key, isClosed);
    if (this.#notebooks.size > MAX_NOTEBOOKS) {
      this.#forgetStalest();
    }
  }

  /** Whether there were any, and none is open. */
  get areClosed(): boolean {
    const timesMs = [...this.#notebooks.values()].map(({ key, value }) => ({ timeMs: key?.timeMs ?? 0, isClosed: value === true }));
    const newestMs = Math.max(...timesMs.map(({ timeMs }) => timeMs));
    return timesMs.length > 0 && timesMs.every(({ timeMs, isClosed }) => isClosed || timeMs < newestMs - FORGOTTEN_MS);
  }

  toValue(): OpenNotebooksValue {
    return [...this.#notebooks].map(([path, notebook]) => [path, notebook.toValue()]);
  }

  restore(value: OpenNotebooksValue): void {
    for (const [path, isClosed] of value) {
      const notebook = new Newest<boolean>();
      notebook.restore(isClosed);
      this.#notebooks.set(path, notebook);
    }
  }

  #use(path: string): Newest<boolean> {
    const notebook = this.#notebooks.get(path) ?? new Newest<boolean>();
    this.#notebooks.set(path, notebook);
    return notebook;
  }

  /** In one pass and without a list of them: of one who never comes back to a notebook, every event is followed by this. */
  #forgetStalest(): void {
    let stalest: { readonly path: string; readonly key: OrderKey } | undefined;
    for (const [path, { key }] of this.#notebooks) {
      if (key !== undefined && (stalest === undefined || compareKeys(key, stalest.key) < 0)) {
        stalest = { path, key };
      }
    }
    if (stalest !== undefined) {
      this.#lastUsed = undefined;
      this.#notebooks.delete(stalest.path);
    }
  }
}
