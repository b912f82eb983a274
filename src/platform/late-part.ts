import type { Clock } from './clock';
import type { Logger } from './logger';

/** The times between tries, the last of which repeats: a Jupyter server that starts anew is back within seconds. */
const RETRY_MS = [1_000, 4_000, 15_000, 60_000] as const;

export interface LatePartOptions<T> {
  /** Rejects when the part cannot be had now; may be called again. */
  readonly load: () => Promise<T>;
  readonly sleep: Clock['sleep'];
  readonly logger: Logger;
}

/** A part of the extension that is loaded once it is needed, and then asked for until it is there. */
export class LatePart<T> {
  /** Resolves when it is there, whoever asks for it, and never rejects. */
  readonly whenThere: Promise<T>;
  readonly #options: LatePartOptions<T>;
  readonly #listeners = new Set<() => void>();
  #noteThere: (part: T) => void = () => undefined;
  #value: T | undefined;
  #isAskedFor = false;
  #isMissing = false;

  constructor(options: LatePartOptions<T>) {
    this.#options = options;
    this.whenThere = new Promise(resolve => {
      this.#noteThere = resolve;
    });
  }

  /** Undefined until it is there. */
  get value(): T | undefined {
    return this.#value;
  }

  /** Whether it is needed, there or not. */
  get isAskedFor(): boolean {
    return this.#isAskedFor;
  }

  /** Whether it is needed, and could not be had at the last try. */
  get isMissing(): boolean {
    return this.#isMissing;
  }

  /** Calls back when it begins to be missing, and when it is there after all. @returns stops the calls */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** It is needed from now on. */
  ask(): void {
    if (!this.#isAskedFor) {
      this.#isAskedFor = true;
      void this.#insist();
    }
  }

  async #insist(): Promise<void> {
    const { load, sleep, logger } = this.#options;
    for (let tries = 0; ; tries++) {
      try {
        const part = await load();
        this.#value = part;
        this.#noteThere(part);
        this.#note(false);
        return;
      } catch (error) {
        logger.warnOnce('late part', 'a part of the extension could not be loaded; trying again', error);
        this.#note(true);
        await sleep(RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 0);
      }
    }
  }

  #note(isMissing: boolean): void {
    if (isMissing !== this.#isMissing) {
      this.#isMissing = isMissing;
      this.#listeners.forEach(listener => listener());
    }
  }
}
