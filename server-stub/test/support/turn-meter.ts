/**
 * What this thread parses and writes in one turn of its event loop, in characters of JSON: whoever else has come waits for all of it. It is counted and
 * not timed, and so the same on every machine.
 */
export class TurnMeter {
  #most = 0;
  #sum = 0;
  #turn: NodeJS.Immediate;
  readonly #own = { parse: JSON.parse, stringify: JSON.stringify };

  /** @param onWork told of each piece */
  constructor(private readonly onWork: (length: number) => void = () => undefined) {
    const { parse, stringify } = this.#own;
    JSON.parse = (text: string, ...more: []): unknown => {
      this.add(text.length);
      return parse(text, ...more);
    };
    JSON.stringify = ((...args: Parameters<typeof stringify>): string => {
      const text = stringify(...args);
      // Undefined for what JSON does not know.
      this.add((text as string | undefined)?.length ?? 0);
      return text;
    }) as typeof stringify;
    this.#turn = setImmediate(() => this.#nextTurn());
  }

  add(length: number): void {
    this.#sum += length;
    this.onWork(length);
  }

  /** @returns the most of any turn */
  stop(): number {
    clearImmediate(this.#turn);
    Object.assign(JSON, this.#own);
    return Math.max(this.#most, this.#sum);
  }

  #nextTurn(): void {
    this.#most = Math.max(this.#most, this.#sum);
    this.#sum = 0;
    this.#turn = setImmediate(() => this.#nextTurn());
  }
}
