/**
 * Something went wrong that a person can do something about. Its message is whole sentences for them: the program ends
 * with code 1 and shows the message alone, never a stack.
 */
export class Failure extends Error {
  /**
   * @param {string} sentence What is wrong and what to do about it.
   * @param {{ evidence?: string, isExplained?: boolean }} [details] `evidence`: the end of a failed program's output, shown above the
   *   sentence; `isExplained`: the sentence names the cause, and not only what did not work.
   */
  constructor(sentence, details = {}) {
    super(sentence);
    this.name = 'Failure';
    this.evidence = details.evidence ?? '';
    this.isExplained = details.isExplained ?? false;
  }

  /** @returns {string} What a person is shown. */
  describe() {
    const evidence = this.evidence === '' ? '' : `\n${this.evidence.replace(/^/gmu, '  | ')}\n`;
    return `${evidence}\n${this.message}\n`;
  }
}
