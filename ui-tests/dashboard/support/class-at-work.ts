import { randomBytes } from 'node:crypto';
import { createSeededRandom, type SeededRandom } from '../../../simulation/virtual/seeded-random';
import { drawThinkMs, drawTraits, nameStudent, START, takeStep } from '../../../simulation/students/student-behaviour';
import { NO_WISH, wishAfter, writtenCode } from '../../../simulation/students/student-help';
import { joinClass, type Joined, sendBatch } from './reporting';

const MINUTE_MS = 60_000;
/** A server takes no more in one batch. */
const BATCH_EVENTS = 400;

export interface ClassAtWork {
  readonly url: string;
  readonly joinCode: string;
  readonly students: number;
  /** How long they have been working. */
  readonly minutes: number;
}

/** Lets simulated students join and report what they did up to now, as after so many minutes without a network. The same every time, but for the clock. */
export async function letClassWork({ url, joinCode, students, minutes }: ClassAtWork): Promise<void> {
  for (let from = 0; from < students; from += 20) {
    const group = Array.from({ length: Math.min(20, students - from) }, (_, index) => from + index);
    await Promise.all(group.map(index => letStudentWork(url, joinCode, index, students, minutes)));
  }
}

async function letStudentWork(url: string, joinCode: string, index: number, students: number, minutes: number): Promise<void> {
  const student = await joinClass(url, { joinCode, ...nameStudent(index, students), deviceId: randomId() });
  const random = createSeededRandom(index + 1);
  // One in twelve has joined and not begun, as in any class.
  if (index % 12 === 11) {
    return;
  }
  const events = [...work(random, Date.now() - minutes * MINUTE_MS, Date.now())];
  await sendAll(
    url,
    student,
    events.map((event, at) => ({ ...event, seq: at + 1 })),
  );
}

type Done = { readonly type: string; readonly time: string; readonly data: object };

function* work(random: SeededRandom, fromMs: number, toMs: number): Generator<Done> {
  const traits = drawTraits(random);
  let progress = START;
  let wish = NO_WISH;
  let atMs = fromMs + drawThinkMs(traits, random);
  yield { type: 'notebook.opened', time: timestamp(atMs), data: { notebook: 'week-1/loops.ipynb', cells: 17 } };
  for (;;) {
    atMs += drawThinkMs(traits, random);
    if (atMs > toMs) {
      return;
    }
    const step = takeStep(progress, traits, random);
    progress = step.progress;
    yield { type: step.event.type, time: timestamp(atMs), data: { ...step.event.data, ...writtenCode(step.event.data) } };
    const next = wishAfter(wish, step.event.data, random);
    wish = next.wish;
    if (next.event !== undefined) {
      yield { ...next.event, time: timestamp(atMs) };
    }
  }
}

async function sendAll(url: string, student: Joined, events: readonly (Done & { readonly seq: number })[]): Promise<void> {
  const sid = randomId();
  for (let from = 0; from < events.length; from += BATCH_EVENTS) {
    await sendBatch(url, student, sid, events.slice(from, from + BATCH_EVENTS));
  }
}

function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}

function randomId(): string {
  return randomBytes(16).toString('base64url');
}
