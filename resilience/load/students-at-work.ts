import { createSeededRandom, type SeededRandom } from '../../simulation/virtual/seeded-random';
import { type ClassToJoin, seatStudent } from '../../simulation/students/simulated-student';
import { drawTraits, START, type StudentProgress, takeStep } from '../../simulation/students/student-behaviour';
import { systemClock } from '../../src/platform/clock';
import type { ReportingClient } from '../../src/client/reporting-client';
import type { Transport } from '../../src/transport/transport';

export interface WorkOptions {
  readonly seats: ClassToJoin;
  readonly seed: number;
  readonly transport: Transport;
  /** Of the class together. */
  readonly eventsPerSecond: number;
}

/** Nobody's class sits down, or packs up, within one second. */
const STUDENTS_PER_SECOND = 250;
const STEP_MS = 100;

/** One student who runs cells at random times: people do not wait for each other. */
class Seat {
  readonly #random: SeededRandom;
  readonly #meanMs: number;
  #progress: StudentProgress = START;
  #timer: NodeJS.Timeout | undefined;
  recorded = 0;

  constructor(
    readonly client: ReportingClient,
    random: SeededRandom,
    meanMs: number,
  ) {
    this.#random = random;
    this.#meanMs = meanMs;
  }

  work(): void {
    const traits = drawTraits(this.#random);
    const think = (): void => {
      this.#timer = setTimeout(run, -Math.log(1 - this.#random.draw()) * this.#meanMs);
    };
    const run = (): void => {
      const { progress, event } = takeStep(this.#progress, traits, this.#random);
      this.#progress = progress;
      this.client.enqueue(event.type, { ...event.data });
      this.recorded += 1;
      think();
    };
    think();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** A class of simulated students, each with the extension's own client. */
export class StudentsAtWork {
  readonly #options: WorkOptions;
  readonly #seats: Seat[] = [];

  constructor(options: WorkOptions) {
    this.#options = options;
  }

  /** Events that the students' cell runs have made. */
  get recorded(): number {
    return this.#seats.reduce((sum, { recorded }) => sum + recorded, 0);
  }

  /** Seats the students some at a time, and each begins. Resolves when the last one has. */
  async begin(): Promise<void> {
    const { seats, seed, transport, eventsPerSecond } = this.#options;
    const meanMs = (seats.students / eventsPerSecond) * 1000;
    await eachInTurn(seats.students, async index => {
      const random = createSeededRandom(seed * 100_003 + index);
      const seat = new Seat(await seatStudent(index, random, transport, seats), random, meanMs);
      this.#seats.push(seat);
      seat.work();
    });
  }

  /** Nobody runs a cell any more. */
  stopWorking(): void {
    this.#seats.forEach(seat => seat.stop());
  }

  /**
   * Everybody reports what is left, once and some at a time; whoever does not succeed tries again, as a client does by itself.
   * Resolves when all is acknowledged or the time is over.
   */
  async reportTheRest(isAllAcknowledged: () => boolean, limitMs: number): Promise<void> {
    await eachInTurn(this.#seats.length, async index => this.#seats[index]?.client.sendNow());
    const deadlineMs = systemClock.monotonicMs() + limitMs;
    while (!isAllAcknowledged() && systemClock.monotonicMs() < deadlineMs) {
      await systemClock.sleep(STEP_MS);
    }
  }

  async leave(): Promise<void> {
    await Promise.all(this.#seats.map(({ client }) => client.dispose()));
  }
}

/** Does something for each student, so many in a second, also where the machine is late. */
async function eachInTurn(students: number, act: (index: number) => Promise<void>): Promise<void> {
  const startedMs = systemClock.monotonicMs();
  for (let index = 0; index < students;) {
    const dueCount = Math.min(students, ((systemClock.monotonicMs() - startedMs) / 1000) * STUDENTS_PER_SECOND + 1);
    for (; index < dueCount; index++) {
      await act(index);
    }
    await systemClock.sleep(STEP_MS);
  }
}
