import { setTimeout as delay } from 'node:timers/promises';
import { createSeededRandom } from '../../../simulation/virtual/seeded-random';
import { type ClassToJoin, seatStudent } from '../../../simulation/students/simulated-student';
import { nameStudent } from '../../../simulation/students/student-behaviour';
import type { Outcome } from '../../../src/delivery';
import { type Clock, systemClock } from '../../../src/platform/clock';
import type { DeliveryReport, ExportedEvent } from '../../../src/protocol';
import type { ReportingClient } from '../../../src/client/reporting-client';
import { createHttpTransport } from '../../../src/transport/http';
import type { Transport } from '../../../src/transport/transport';
import type { HttpClassroom } from '../support/http-classroom';
import { until } from '../support/redis/redis-stores';

/** How much faster than life a client's waits pass: nobody sits through a `Retry-After` in a test. Nothing else of it is different. */
const HURRY = 10;

const hurriedClock: Clock = {
  wallMs: () => systemClock.wallMs(),
  monotonicMs: () => systemClock.monotonicMs() * HURRY,
  sleep: (ms, signal) => systemClock.sleep(ms / HURRY, signal),
};

/** Milliseconds between two events of one student. */
const WORK_MS = 25;
const PATIENCE_MS = 45_000;

/** What the server said last, and when it was asked. */
interface Told {
  hwm: number;
  askedAtMs: number;
}

interface Student {
  readonly studentId: string;
  readonly client: ReportingClient;
  readonly told: Told;
  recorded: number;
}

/** Students at work, each with the extension's own client on the memory outbox and the real HTTP transport. Their events are numbered. */
export class ClassAtWork {
  /** How many reports ended each way. */
  readonly outcomes = new Map<Outcome['kind'], number>();
  readonly #room: HttpClassroom;
  readonly #students: Student[] = [];
  readonly #stop = new AbortController();
  #working: Promise<unknown> = Promise.resolve();

  constructor(room: HttpClassroom) {
    this.#room = room;
  }

  /** Resolves when everybody has joined and works. */
  async begin(seats: ClassToJoin): Promise<void> {
    for (let index = 0; index < seats.students; index++) {
      this.#students.push(await this.#seat(index, seats));
    }
    await until(() => this.#students.every(({ client }) => client.status.phase === 'reporting'), PATIENCE_MS);
    this.#working = Promise.all(this.#students.map(student => this.#work(student)));
  }

  get recorded(): number {
    return this.#students.reduce((sum, { recorded }) => sum + recorded, 0);
  }

  /** What the server has acknowledged, by what it said last to each. */
  get acknowledged(): number {
    return this.#students.reduce((sum, { told }) => sum + told.hwm, 0);
  }

  countOutcomes(kind: Outcome['kind']): number {
    return this.outcomes.get(kind) ?? 0;
  }

  /** Waits until so many more events are acknowledged: the class is in full swing. */
  async untilAcknowledged(more: number): Promise<void> {
    const goal = this.acknowledged + more;
    await until(() => this.acknowledged >= goal, PATIENCE_MS);
  }

  async untilOutcomes(kind: Outcome['kind'], more: number): Promise<void> {
    const goal = this.countOutcomes(kind) + more;
    await until(() => this.countOutcomes(kind) >= goal, PATIENCE_MS);
  }

  /** Everybody stops working, and reports until the server says that it has all. */
  async finish(): Promise<void> {
    this.#stop.abort();
    await this.#working;
    const sinceMs = performance.now();
    await until(() => {
      const owing = this.#students.filter(({ told, recorded }) => told.hwm < recorded || told.askedAtMs < sinceMs);
      owing.forEach(({ client }) => client.sendNow());
      return owing.length === 0;
    }, PATIENCE_MS);
  }

  /** Compares the server's record with what was recorded. @returns what is wrong, in words; empty when nothing is */
  async audit(): Promise<string[]> {
    const exported = await this.#room.exported();
    const { sources } = (await (await this.#room.instruct('/classes/default/delivery')).json()) as DeliveryReport;
    return this.#students.flatMap(student => [
      ...auditEvents(
        student,
        exported.filter(({ studentId }) => studentId === student.studentId),
      ),
      ...auditReport(
        student,
        sources.filter(({ studentId }) => studentId === student.studentId),
      ),
    ]);
  }

  async leave(): Promise<void> {
    this.#stop.abort();
    await this.#working;
    await Promise.all(this.#students.map(({ client }) => client.dispose()));
  }

  async #seat(index: number, seats: ClassToJoin): Promise<Student> {
    const told = { hwm: 0, askedAtMs: 0 };
    const client = await seatStudent(index, createSeededRandom(index), this.#listenIn(told), seats, hurriedClock);
    return { studentId: nameStudent(index, seats.students).studentId, client, told, recorded: 0 };
  }

  #listenIn(told: Told): Transport {
    const transport = createHttpTransport({ wallMs: () => systemClock.wallMs() });
    return {
      ...transport,
      send: async (...request) => {
        const askedAtMs = performance.now();
        const outcome = await transport.send(...request);
        this.outcomes.set(outcome.kind, this.countOutcomes(outcome.kind) + 1);
        if (outcome.kind === 'accepted') {
          Object.assign(told, { hwm: outcome.hwm, askedAtMs });
        }
        return outcome;
      },
    };
  }

  async #work(student: Student): Promise<void> {
    while (!this.#stop.signal.aborted) {
      student.recorded += 1;
      student.client.enqueue('cell.executed', { n: student.recorded });
      await delay(WORK_MS);
    }
  }
}

function auditEvents({ studentId, recorded }: Student, exported: readonly ExportedEvent[]): string[] {
  const numbers = exported.map(({ data }) => (data as { readonly n: number }).n);
  const expected = Array.from({ length: recorded }, (_, index) => index + 1);
  const once = new Set(numbers);
  return [
    ...expected.filter(n => !once.has(n)).map(n => `${studentId}: event ${String(n)} is lost`),
    ...(numbers.length > once.size ? [`${studentId}: ${String(numbers.length - once.size)} events are there twice`] : []),
    ...numbers.filter((n, index) => n < (numbers[index - 1] ?? 0)).map(n => `${studentId}: event ${String(n)} is out of order`),
  ];
}

function auditReport({ studentId, recorded }: Student, sources: DeliveryReport['sources']): string[] {
  const received = sources.reduce((sum, source) => sum + source.received, 0);
  const holes = sources.filter(({ missing, lost, rejected }) => missing.length + lost + rejected.length > 0).length;
  return [
    ...(received === recorded ? [] : [`${studentId}: ${String(received)} of ${String(recorded)} are reported as received`]),
    ...(holes > 0 ? [`${studentId}: the delivery report knows of events that are missing, lost or rejected`] : []),
  ];
}
