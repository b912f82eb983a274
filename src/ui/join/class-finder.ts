import type { Clock } from '../../platform/clock';
import type { ClassPreview } from '../../protocol';
import type { ClassLookup, LookupOutcome } from '../../transport/class-lookup';
import type { JoinTarget } from './join-form';

/** While somebody types, every letter would be a wrong code, and servers count those. */
const SETTLE_MS = 700;

/** What is known of the class that the form names. */
export type Finding = { readonly kind: 'none' } | { readonly kind: 'looking' } | LookupOutcome;

export interface ClassFinderParts {
  readonly lookUp: ClassLookup;
  readonly sleep: Clock['sleep'];
  readonly onChange: () => void;
}

/** Asks about the class that the form names, once the typing rests, and forgets the answer when it names another. */
export class ClassFinder {
  readonly #parts: ClassFinderParts;
  #finding: Finding = { kind: 'none' };
  #target: JoinTarget | undefined;
  #asking = new AbortController();

  constructor(parts: ClassFinderParts) {
    this.#parts = parts;
  }

  get finding(): Finding {
    return this.#finding;
  }

  get preview(): ClassPreview | undefined {
    return this.#finding.kind === 'found' ? this.#finding.preview : undefined;
  }

  /** @param target undefined while the form names no class */
  async find(target: JoinTarget | undefined): Promise<void> {
    if (target?.serverUrl === this.#target?.serverUrl && target?.joinCode === this.#target?.joinCode) {
      return;
    }
    this.stop();
    this.#target = target;
    if (target === undefined) {
      this.#show({ kind: 'none' });
      return;
    }
    this.#show({ kind: 'looking' });
    const { signal } = this.#asking;
    await this.#parts.sleep(SETTLE_MS, signal);
    const outcome = signal.aborted ? undefined : await this.#parts.lookUp(target.serverUrl, target.joinCode, signal);
    if (outcome !== undefined && !signal.aborted) {
      this.#show(outcome);
    }
  }

  /** Lets go of the question that is open. */
  stop(): void {
    this.#asking.abort();
    this.#asking = new AbortController();
  }

  #show(finding: Finding): void {
    this.#finding = finding;
    this.#parts.onChange();
  }
}
