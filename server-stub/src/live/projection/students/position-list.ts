import { comparePositions, type Position } from '../../../log/event-log';

/** Stands for the second number of a position that has none. */
const NONE = -1;

/** Positions as a snapshot holds them, two numbers each: how much higher the first number is than that of the one before, and the second number. */
export type PositionListValue = readonly number[];

/** A student's batches of a year at work every day. They bound what a hostile client can make the server remember: of more, the newest are. */
const MAX_POSITIONS = 200_000;

/** Ascending positions of one log, as two numbers each: as texts, those of a long class would take four times the memory. */
export class PositionList {
  readonly #majors: number[] = [];
  readonly #minors: number[] = [];

  constructor(private readonly maxPositions = MAX_POSITIONS) {}

  static of(value: PositionListValue): PositionList {
    const list = new PositionList();
    for (let index = 0, major = 0; index + 1 < value.length; index += 2) {
      major += value[index] as number;
      list.#push(major, value[index + 1] as number);
    }
    return list;
  }

  get length(): number {
    return this.#majors.length;
  }

  /** Adds a position at the end. A log that is read again from somewhere tells again what comes after: what is known from there on is dropped. */
  add(position: Position): void {
    while (this.length > 0 && comparePositions(this.#at(this.length - 1), position) >= 0) {
      this.#majors.pop();
      this.#minors.pop();
    }
    const [major, minor = NONE] = position.split('-').map(Number);
    this.#push(major as number, minor);
    if (this.length > this.maxPositions) {
      const oldest = Math.ceil(this.maxPositions / 10);
      this.#majors.splice(0, oldest);
      this.#minors.splice(0, oldest);
    }
  }

  /** As of an array. */
  slice(start: number, end: number): Position[] {
    return this.#majors.slice(start, end).map((_major, index) => this.#at(start + index));
  }

  toValue(): PositionListValue {
    return this.#majors.flatMap((major, index) => [major - (this.#majors[index - 1] ?? 0), this.#minors[index] as number]);
  }

  #push(major: number, minor: number): void {
    this.#majors.push(major);
    this.#minors.push(minor);
  }

  #at(index: number): Position {
    const [major, minor] = [this.#majors[index], this.#minors[index]];
    return minor === NONE ? String(major) : `${String(major)}-${String(minor)}`;
  }
}
