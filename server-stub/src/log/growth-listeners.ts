/** Those who want to know that a class's log has grown. */
export class GrowthListeners {
  readonly #listeners = new Set<(classId: string) => void>();

  /** @returns stops the calls */
  add(listener: (classId: string) => void): () => void {
    const own = (classId: string): void => listener(classId);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** Calls every listener in a microtask of its own, so that a faulty one neither starves the others nor reaches the writer. */
  notify(classId: string): void {
    for (const listener of this.#listeners) {
      queueMicrotask(() => listener(classId));
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
