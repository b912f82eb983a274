import { createSeededRandom, type SeededRandom } from '../../simulation/seeded-random';
import { type ClassToJoin, seatStudent } from '../../simulation/simulated-student';
import { drawTraits, START, takeStep } from '../../simulation/student-behaviour';
import { systemClock } from '../../src/platform/clock';
import type { ReportingClient } from '../../src/pump/reporting-client';
import type { Transport } from '../../src/transport/transport';

export interface WorkOptions {
  readonly seats: ClassToJoin;
  readonly seed: number;
  readonly transport: Transport;
  /** Of the class together. */
  readonly eventsPerSecond: number;
}

/** Nobody's class sits down within one second. */
const SEATED_PER_SECOND = 250;
const REPORT_AGAIN_MS = 500;

/** A class of simulated students, each with the extension's own client. */
export class StudentsAtWork {
  readonly #options: WorkOptions;
  readonly #stop = new AbortController();
  readonly #clients: ReportingClient[] = [];
  readonly #working: Promise<void>[] = [];
  #recorded = 0;

  constructor(options: WorkOptions) {
    this.#options = options;
  }

  /** Events that the students' cell runs have made. */
  get recorded(): number {
    return this.#recorded;
  }

  /** Seats the students one after the other, and each begins. Resolves when the last one has. */
  async begin(): Promise<void> {
    const { seats, seed, transport } = this.#options;
    for (let index = 0; index < seats.students; index++) {
      const random = createSeededRandom(seed * 100_003 + index);
      const client = await seatStudent(index, random, transport, seats);
      this.#clients.push(client);
      this.#working.push(this.#work(client, random));
      await systemClock.sleep(1000 / SEATED_PER_SECOND);
    }
  }

  /** Nobody runs a cell any more. */
  async stopWorking(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#working);
  }

  /** Everybody who has something left reports it, until all is acknowledged or the time is over. */
  async reportTheRest(isAllAcknowledged: () => boolean, limitMs: number): Promise<void> {
    const deadlineMs = systemClock.monotonicMs() + limitMs;
    while (!isAllAcknowledged() && systemClock.monotonicMs() < deadlineMs) {
      this.#clients.filter(({ status }) => status.waiting > 0).forEach(client => client.sendNow());
      await systemClock.sleep(REPORT_AGAIN_MS);
    }
  }

  async leave(): Promise<void> {
    await Promise.all(this.#clients.map(client => client.dispose()));
  }

  async #work(client: ReportingClient, random: SeededRandom): Promise<void> {
    const traits = drawTraits(random);
    const meanMs = (this.#options.seats.students / this.#options.eventsPerSecond) * 1000;
    const { signal } = this.#stop;
    let progress = START;
    // Exponential times: people do not wait for each other.
    const think = () => systemClock.sleep(-Math.log(1 - random.draw()) * meanMs, signal);
    for (await think(); !signal.aborted; await think()) {
      const step = takeStep(progress, traits, random);
      ({ progress } = step);
      client.record(step.event.type, { ...step.event.data });
      this.#recorded += 1;
    }
  }
}
