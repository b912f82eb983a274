import type { ClassSession, ExerciseMatrix } from '../../../../src/protocol';

/** A moment, and how many exercises a student had started and passed by then on average. */
export interface ProgressPoint {
  readonly atMs: number;
  readonly started: number;
  readonly passed: number;
}

type BeginningOfSession = Pick<ClassSession, 'startedAt' | 'begunBy'>;

/** Points in the line, so that it says the same on a small class and on a large one. */
const POINTS = 40;

/** A session that begins by itself does so after this long without anybody. */
const SESSION_GAP_MS = 30 * 60_000;

/**
 * Average exercises started and passed per student who has begun, from the first run of the session to the latest. Empty before anybody has.
 * @param session what was before it is there from the beginning; undefined for none
 */
export function progressOverTime({ students }: ExerciseMatrix, session?: BeginningOfSession): readonly ProgressPoint[] {
  const all = students.flatMap(({ progress }) => progress);
  const active = students.filter(({ progress }) => progress.length > 0).length;
  if (active === 0) {
    return [];
  }
  const startedMs = all.map(({ firstAt }) => Date.parse(firstAt)).toSorted(ascending);
  const passedMs = all.flatMap(({ passedAt }) => (passedAt === null ? [] : [Date.parse(passedAt)])).toSorted(ascending);
  const fromMs = Math.max(workSince(session, [...startedMs, ...passedMs].toSorted(ascending)), startedMs[0] ?? 0);
  const toMs = all.reduce((last, { lastAt }) => Math.max(last, Date.parse(lastAt)), fromMs);
  let [started, passed] = [0, 0];
  return Array.from({ length: POINTS }, (_, index) => {
    const atMs = fromMs + ((toMs - fromMs) * index) / (POINTS - 1);
    while ((startedMs[started] ?? Infinity) <= atMs) {
      started += 1;
    }
    while ((passedMs[passed] ?? Infinity) <= atMs) {
      passed += 1;
    }
    return { atMs, started: started / active, passed: passed / active };
  });
}

/** When the work of a session began. One that begins by itself does so when the server hears of somebody, and what they did without a network before comes with that. */
function workSince(session: BeginningOfSession | undefined, timesMs: readonly number[]): number {
  if (session === undefined) {
    return 0;
  }
  const begunMs = Date.parse(session.startedAt);
  const isSameWork = (atMs: number, since: number): boolean => atMs < since && atMs > since - SESSION_GAP_MS;
  return session.begunBy === 'instructor'
    ? begunMs
    : timesMs.toReversed().reduce((since, atMs) => (isSameWork(atMs, since) ? atMs : since), begunMs);
}

const ascending = (a: number, b: number): number => a - b;
