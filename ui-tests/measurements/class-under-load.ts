import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createSeededRandom, type SeededRandom } from '../../simulation/virtual/seeded-random';
import { drawTraits, nameStudent, START, type StudentProgress, takeStep } from '../../simulation/students/student-behaviour';
import { joinClass, type Joined, sendBatch } from '../dashboard/support/reporting';

/** A batch a second of each student. */
const PERIOD_MS = 1000;

/** Simulated students who report without pause, until they are stopped. */
export class ClassUnderLoad {
  readonly #stopping = new AbortController();
  #sent = 0;

  constructor(
    private readonly url: string,
    private readonly joinCode: string,
    private readonly students: number,
    private readonly eventsPerSecond: number,
  ) {}

  /** Events that the server has taken. */
  get sent(): number {
    return this.#sent;
  }

  async start(): Promise<void> {
    const members = Array.from({ length: this.students }, (_, index) => index);
    const joined: Joined[] = [];
    for (const index of members) {
      const student = { joinCode: this.joinCode, ...nameStudent(index, this.students), deviceId: randomBytes(16).toString('base64url') };
      joined.push(await joinClass(this.url, student));
    }
    joined.forEach((student, index) => void this.#report(student, createSeededRandom(index + 1)));
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #report(student: Joined, random: SeededRandom): Promise<void> {
    const traits = drawTraits(random);
    const sid = randomBytes(16).toString('base64url');
    const perPeriod = this.eventsPerSecond / this.students;
    let progress: StudentProgress = START;
    let seq = 1;
    let due = random.draw();
    await delay(random.draw() * PERIOD_MS);
    while (!this.#stopping.signal.aborted) {
      due += perPeriod;
      const events = Array.from({ length: Math.floor(due) }, () => {
        const step = takeStep(progress, traits, random);
        progress = step.progress;
        return { seq: seq++, time: new Date().toISOString(), ...step.event };
      });
      due -= events.length;
      const startedMs = performance.now();
      await sendBatch(this.url, student, sid, events).then(() => (this.#sent += events.length));
      await delay(Math.max(0, PERIOD_MS - (performance.now() - startedMs)));
    }
  }
}
