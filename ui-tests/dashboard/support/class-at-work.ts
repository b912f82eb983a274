import { randomBytes } from 'node:crypto';
import { attendClass } from '../../../simulation/learners/attend-class';
import { LIVELY, partOf } from '../../../simulation/learners/cast';
import { LOOPS } from '../../../simulation/learners/course';
import { type Happening, type PageState, presentWork } from '../../../simulation/learners/happening';
import { drawLearner } from '../../../simulation/learners/learner';
import { nameStudent } from '../../../simulation/students/student-behaviour';
import { writtenCode } from '../../../simulation/students/written-code';
import { createSeededRandom } from '../../../simulation/virtual/seeded-random';
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

/** A simulated student whose page is still open. */
export interface StudentAtWork {
  readonly studentId: string;
  /** Says once more that they are there, and what goes on at their page. */
  readonly beat: () => Promise<void>;
}

/** Lets simulated students join and report what they did up to now, as after so many minutes without a network. The same every time, but for the clock. */
export async function letClassWork({ url, joinCode, students, minutes }: ClassAtWork): Promise<readonly StudentAtWork[]> {
  const all: StudentAtWork[] = [];
  for (let from = 0; from < students; from += 20) {
    const group = Array.from({ length: Math.min(20, students - from) }, (_, index) => from + index);
    all.push(...(await Promise.all(group.map(index => letStudentWork(url, joinCode, index, students, minutes)))));
  }
  return all;
}

async function letStudentWork(url: string, joinCode: string, index: number, students: number, minutes: number): Promise<StudentAtWork> {
  const student = await joinClass(url, { joinCode, ...nameStudent(index, students), deviceId: randomId() });
  // One in twelve has joined and not begun, as in any class.
  const sid = randomId();
  const atWork = (present: () => object): StudentAtWork => ({
    studentId: student.studentId,
    beat: () => sendBatch(url, student, sid, [], present()),
  });
  if (index % 12 === 11) {
    return atWork(() => ({}));
  }
  const [untilMs, startMs] = [minutes * MINUTE_MS, Date.now() - minutes * MINUTE_MS];
  const random = createSeededRandom(index + 1);
  const events: Done[] = [];
  let page: PageState = {};
  let pageSinceMs = 0;
  for (const happening of attendClass(drawLearner(random, LIVELY), LOOPS, random, partOf(index))) {
    if (happening.atMs > untilMs) {
      break;
    }
    if (happening.kind === 'page') {
      [page, pageSinceMs] = [happening.page, happening.atMs];
    } else {
      events.push(...toEvents(happening, startMs));
    }
  }
  const present = (): object => presentWork(page, Date.now() - startMs - pageSinceMs);
  await sendAll(
    url,
    student,
    sid,
    events.map((event, at) => ({ ...event, seq: at + 1 })),
    present(),
  );
  return atWork(present);
}

type Done = { readonly type: string; readonly time: string; readonly data: object };

function toEvents(happening: Happening, startMs: number): readonly Done[] {
  if (happening.kind !== 'run' && happening.kind !== 'event') {
    return [];
  }
  const time = new Date(startMs + happening.atMs).toISOString();
  return happening.kind === 'run'
    ? [{ type: 'cell.executed', time, data: { ...happening.data, ...writtenCode(happening.data) } }]
    : [{ type: happening.type, time, data: happening.data }];
}

/** The newest of them goes last, with what the page says of now. */
async function sendAll(
  url: string,
  student: Joined,
  sid: string,
  events: readonly (Done & { readonly seq: number })[],
  present: object,
): Promise<void> {
  for (let from = 0; from === 0 || from < events.length; from += BATCH_EVENTS) {
    const isLast = from + BATCH_EVENTS >= events.length;
    await sendBatch(url, student, sid, events.slice(from, from + BATCH_EVENTS), isLast ? present : {});
  }
}

function randomId(): string {
  return randomBytes(16).toString('base64url');
}
