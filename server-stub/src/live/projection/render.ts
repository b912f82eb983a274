import type { ClassTotals, RunningNow, StudentState, StudentStatus, Struggle, TeamState } from '../../../../src/protocol';
import { isPlausible, toTimestamp } from '../../platform/clock';
import type { PagesNow, Running } from '../presence/pages-now';
import type { ExerciseView, StudentHeadway } from './exercises/exercise-view';
import { namedExercise, notebookName } from './exercises/exercise-identity';
import type { HelpAndVisits } from './help/help-and-visits';
import { statusOf } from './status';
import type { LookAlikes } from './students/look-alikes';
import type { StudentRecord } from './students/student-record';

type AsOfNow = (stampMs: number) => number;

/** What a view of a class depends on besides its log. */
export interface Viewpoint {
  readonly nowMs: number;
  /** When something happened that was stamped then, by the clock as it goes now: it may have been set forward since. */
  readonly asOfNow: AsOfNow;
  /** From when on what happened is of the class's session. */
  readonly sinceMs: number;
  /** Who was heard from then on is in that session. */
  readonly hereSinceMs: number;
  readonly cadenceMs: number;
  /** When the server last had a report or a heartbeat of a student; 0 for never. */
  readonly heardAtMs: (studentId: string) => number;
  /** What the pages of a student say that goes on there now. */
  readonly nowAt: (studentId: string) => PagesNow;
  readonly exercises: ExerciseView;
  readonly helpAndVisits: HelpAndVisits;
  readonly lookAlikes: LookAlikes;
}

/** What changes with time alone. */
export interface Appearance {
  readonly status: StudentStatus;
  /** Milliseconds since the epoch, 0 for never. */
  readonly lastSeenAtMs: number;
  readonly now: PagesNow;
}

export function appearanceOf(record: StudentRecord, viewpoint: Viewpoint): Appearance {
  const { nowMs, asOfNow, sinceMs, hereSinceMs, cadenceMs, heardAtMs, nowAt } = viewpoint;
  const lastActivityAtMs = asOfNow(record.lastActivityAtMs);
  const now = atNow(nowAt(record.studentId), asOfNow);
  // Of what was stamped before the clock was set back, nobody knows how long ago that was: who is there is heard soon.
  const seenAtMs = Math.max(0, ...[record.lastBatchAtMs, heardAtMs(record.studentId)].filter(atMs => isPlausible(atMs, nowMs)));
  const lastSeenAtMs = seenAtMs === 0 ? 0 : asOfNow(seenAtMs);
  const sighting = {
    hasStarted: record.hasStartedSince(sinceMs),
    isHere: Math.max(seenAtMs, record.enrolledAtMs) >= hereSinceMs,
    lastActivityAtMs,
    lastSeenAtMs,
    isRunning: now.running !== undefined,
  };
  return { status: statusOf(sighting, nowMs, cadenceMs), lastSeenAtMs, now };
}

function atNow({ running, unreachable }: PagesNow, asOfNow: AsOfNow): PagesNow {
  return {
    ...(running !== undefined && { running: { ...running, sinceMs: asOfNow(running.sinceMs) } }),
    ...(unreachable !== undefined && { unreachable: { ...unreachable, sinceMs: asOfNow(unreachable.sinceMs) } }),
  };
}

export function renderStudent(record: StudentRecord, viewpoint: Viewpoint): StudentState {
  const looksLike = viewpoint.lookAlikes.of(record.studentId);
  const { status, lastSeenAtMs, now } = appearanceOf(record, viewpoint);
  const { nowMs, sinceMs } = viewpoint;
  const told = tellingBy(viewpoint);
  const { streak, struggle } = viewpoint.exercises.headwayOf(record.studentId);
  const visit = viewpoint.helpAndVisits.visit({ studentId: record.studentId }, nowMs);
  return {
    studentId: record.studentId,
    displayName: record.displayName,
    team: record.team,
    ...(record.isVerified && { verified: true as const }),
    ...(looksLike !== undefined && { looksLike }),
    status,
    enrolledAt: toTimestamp(record.firstSeenAtMs),
    lastEventAt: record.lastEventAtMs === 0 ? null : told(record.lastEventAtMs),
    lastSeenAt: lastSeenAtMs === 0 ? null : toTimestamp(lastSeenAtMs),
    events: record.events,
    ...record.runTimes.since(sinceMs),
    errorStreak: streak.failures,
    ...renderFailing(streak, told),
    notebook: record.notebookSince(sinceMs),
    exercise: nameOf(record, viewpoint),
    lastError: record.lastError.valueSince(sinceMs) ?? null,
    ...renderNow(now, viewpoint),
    ...(struggle !== undefined && { struggle: renderStruggle(struggle, told) }),
    ...((status === 'not_started' || status === 'not_here') && record.runTimes.total.runs > 0 && { ranBefore: true as const }),
    ...(status === 'offline' && record.hasClosedAll && { hasLeft: true as const }),
    ...(visit !== undefined && { visit }),
  };
}

/** A stamp as it is told, by the clock as it goes now. */
type Telling = (stampMs: number) => string;

function tellingBy({ asOfNow }: Pick<Viewpoint, 'asOfNow'>): Telling {
  return stampMs => toTimestamp(asOfNow(stampMs));
}

function renderFailing({ span }: StudentHeadway['streak'], told: Telling): Pick<StudentState, 'failing'> {
  return span === undefined ? {} : { failing: { since: told(span.sinceMs), last: told(span.lastMs) } };
}

function renderStruggle({ since, last, sameError, setback, ...figures }: Struggle, told: Telling): Struggle {
  const toldSince = <T extends { readonly since: string }>(span: T): T => ({ ...span, since: told(Date.parse(span.since)) });
  return {
    ...figures,
    since: told(Date.parse(since)),
    last: told(Date.parse(last)),
    ...(sameError !== undefined && { sameError: toldSince(sameError) }),
    ...(setback !== undefined && { setback: toldSince(setback) }),
  };
}

function nameOf(record: StudentRecord, viewpoint: Viewpoint): string | null {
  const exercise = record.exerciseSince(viewpoint.sinceMs);
  return exercise === null ? null : shownName(exercise.path, exercise.name, viewpoint);
}

/** What is hidden is in no view. */
function shownName(path: string, name: string, { exercises }: Viewpoint): string | null {
  return exercises.isHidden(namedExercise(notebookName(path), name)) ? null : name;
}

function renderNow({ running, unreachable }: PagesNow, viewpoint: Viewpoint): Pick<StudentState, 'running' | 'unreachable'> {
  return {
    ...(running !== undefined && { running: renderRunning(running, viewpoint) }),
    ...(unreachable !== undefined && { unreachable: { notebook: unreachable.notebook, since: toTimestamp(unreachable.sinceMs) } }),
  };
}

function renderRunning({ notebook, formerly, exercise, sinceMs, waitsForInput }: Running, viewpoint: Viewpoint): RunningNow {
  const name = exercise === undefined ? null : shownName(formerly ?? notebook, exercise, viewpoint);
  return { notebook, ...(formerly !== undefined && { formerly }), exercise: name, since: toTimestamp(sinceMs), waitsForInput };
}

/** Runs and failures from `sinceMs` on; events are all that the record has. */
export function renderTotals(records: Iterable<StudentRecord>, sinceMs: number): ClassTotals {
  const totals = { students: 0, events: 0, runs: 0, errors: 0 };
  for (const { events, runTimes } of records) {
    const { runs, errors } = runTimes.since(sinceMs);
    totals.students += 1;
    totals.events += events;
    totals.runs += runs;
    totals.errors += errors;
  }
  return totals;
}

/** The teams in alphabetical order. A team of `wanted` that everybody has left is there too, with nobody in it. */
export function renderTeams(
  records: Iterable<StudentRecord>,
  { helpAndVisits, sinceMs, nowMs, asOfNow }: Pick<Viewpoint, 'helpAndVisits' | 'sinceMs' | 'nowMs' | 'asOfNow'>,
  wanted?: ReadonlySet<string>,
): TeamState[] {
  const members = new Map<string, StudentRecord[]>();
  for (const team of wanted ?? []) {
    members.set(team, []);
  }
  for (const record of records) {
    if (wanted === undefined && !members.has(record.team)) {
      members.set(record.team, []);
    }
    members.get(record.team)?.push(record);
  }
  members.delete('');
  return [...members]
    .map(([team, students]): TeamState => {
      const visit = helpAndVisits.visit({ team }, nowMs);
      return {
        team,
        ...renderTotals(students, sinceMs),
        lastEventAt: lastEventAt(students, tellingBy({ asOfNow })),
        ...(visit !== undefined && { visit }),
      };
    })
    .sort((a, b) => (a.team < b.team ? -1 : 1));
}

function lastEventAt(members: readonly StudentRecord[], told: Telling): string | null {
  const lastEventAtMs = Math.max(0, ...members.map(member => member.lastEventAtMs));
  return lastEventAtMs === 0 ? null : told(lastEventAtMs);
}
