import type { Clock } from '../../platform/clock';
import type { Finding } from './class-finder';

/** For how long a class's terms are on the screen before a press is an answer to them: who presses sooner had begun to before they came. */
const SIGHT_MS = 500;

export interface ShownTermsParts {
  /** What is known of the class now. */
  readonly finding: () => Finding;
  readonly sleep: Clock['sleep'];
  /** Aborts when the form is closed. */
  readonly closing: AbortSignal;
  readonly onChange: () => void;
}

/** What of a class the student has seen in the form, and answers by joining. What has been found and not been shown yet counts as still being looked for. */
export class ShownTerms {
  readonly #parts: ShownTermsParts;
  #seen: Finding | undefined;

  constructor(parts: ShownTermsParts) {
    this.#parts = parts;
  }

  get finding(): Finding {
    const found = this.#parts.finding();
    return found.kind !== 'found' || found === this.#seen ? found : { kind: 'looking' };
  }

  /** It has been drawn. */
  async noteDrawn(drawn: Finding): Promise<void> {
    const { sleep, closing, finding, onChange } = this.#parts;
    if (drawn.kind !== 'found' || drawn === this.#seen) {
      return;
    }
    await sleep(SIGHT_MS, closing);
    if (!closing.aborted && drawn === finding()) {
      this.#seen = drawn;
      onChange();
    }
  }
}
