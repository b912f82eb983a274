import { API_PREFIX, type ClassState, type EnrolmentReply } from '../../src/protocol';
import type { Attendance } from '../../simulation/learners/class-day';
import type { Happening } from '../../simulation/learners/happening';
import { JOIN_CODE, SimServer } from '../../simulation/server/sim-server';
import { nameStudent } from '../../simulation/students/student-behaviour';
import { createSeededRandom, type SeededRandom } from '../../simulation/virtual/seeded-random';
import { VirtualClock } from '../../simulation/virtual/virtual-clock';
import { Page } from './page';

const START_MS = Date.parse('2026-11-22T09:00:00Z');
const SECOND_MS = 1000;
/** Seconds between two reports of a page: the default policy's. */
const CADENCE_S = 15;

/** What an instructor could see at one moment. */
export interface Look {
  /** Since the class's beginning. */
  readonly atMs: number;
  readonly state: ClassState;
  /** What the server was told since the last look, student by student. */
  readonly told: ReadonlyMap<string, readonly Happening[]>;
}

/**
 * Lets a class report to the real server in virtual time, each student at the default cadence and at a phase of their own, and looks at the class's state as
 * often. Nobody helps them.
 */
export async function* liveThrough(day: readonly Attendance[], seed: number, lengthMs: number): AsyncGenerator<Look> {
  const clock = new VirtualClock(START_MS);
  const random = createSeededRandom(seed);
  const server = new SimServer(clock, random);
  try {
    await server.start();
    const pages = await seatAll(day, server, clock, random);
    for (let atS = CADENCE_S; atS * SECOND_MS <= lengthMs; atS += CADENCE_S) {
      const told = new Map<string, readonly Happening[]>();
      for (let second = 0; second < CADENCE_S; second++) {
        await clock.advance(SECOND_MS);
        for (const [studentId, page] of pages.filter((_, index) => index % CADENCE_S === second)) {
          told.set(studentId, await page.report(server, (atS - CADENCE_S + second + 1) * SECOND_MS));
        }
      }
      yield { atMs: atS * SECOND_MS, state: await server.readState(), told };
    }
  } finally {
    await server.dispose();
  }
}

async function seatAll(
  day: readonly Attendance[],
  server: SimServer,
  clock: VirtualClock,
  random: SeededRandom,
): Promise<readonly (readonly [studentId: string, page: Page])[]> {
  const tokens: string[] = [];
  for (const index of day.keys()) {
    const request = { joinCode: JOIN_CODE, deviceId: random.id(), ...nameStudent(index, day.length) };
    const { status, body } = await server.post(`${API_PREFIX}/enrolments`, { 'content-type': 'application/json' }, JSON.stringify(request));
    if (status !== 201) {
      throw new Error(`An enrolment was answered ${String(status)}: ${body}`);
    }
    tokens.push((JSON.parse(body) as EnrolmentReply).token);
    await clock.advance(SECOND_MS);
  }
  return day.map(({ happenings }, index) => [
    nameStudent(index, day.length).studentId,
    new Page(happenings, tokens[index] ?? '', random.id(), clock.trueMs()),
  ]);
}
