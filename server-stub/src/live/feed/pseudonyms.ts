/** There are always at least twice as many numbers as students. */
const FREE_SHARE = 2;

/**
 * Names for students that say nothing about them, such as "Student 472". An order would tell the alphabet of the roster, and a next number
 * who came late: each number is drawn. It stays the student's as long as the process runs, and nearly always beyond that.
 */
export class Pseudonyms {
  readonly #numbers = new Map<string, number>();
  readonly #taken = new Set<number>();

  /** @param draw a large whole number that nobody can foretell, the same for the same student on every server */
  constructor(private readonly draw: (studentId: string) => number) {}

  nameOf(studentId: string): string {
    return `Student ${String(this.#numberOf(studentId))}`;
  }

  /** What is of students in the order of their numbers: any other tells something. */
  inOrder<T>(items: readonly T[], studentIdOf: (item: T) => string): T[] {
    return items.toSorted((a, b) => this.#numberOf(studentIdOf(a)) - this.#numberOf(studentIdOf(b)));
  }

  #numberOf(studentId: string): number {
    const number = this.#numbers.get(studentId) ?? this.#drawFree(studentId);
    this.#numbers.set(studentId, number);
    this.#taken.add(number);
    return number;
  }

  /** A number that is not taken, below the smallest of 999, 9999, … that leaves enough of them free. */
  #drawFree(studentId: string): number {
    let limit = 999;
    while (this.#taken.size * FREE_SHARE >= limit) {
      limit = limit * 10 + 9;
    }
    let number = 1 + (this.draw(studentId) % limit);
    while (this.#taken.has(number)) {
      number = (number % limit) + 1;
    }
    return number;
  }
}
