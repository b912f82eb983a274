import type { ClassTotals, StudentState, StudentStatus, TeamState, Visit } from '../../../../src/protocol';
import { isPlausible, toTimestamp } from '../../platform/clock';
import type { HelpAndVisits } from './help/help-and-visits';
import { statusOf } from './status';
import type { LookAlikes } from './students/look-alikes';
import type { StudentRecord } from './students/student-record';

/** What a view of a class depends on besides its log. */
export interface Viewpoint {
  readonly nowMs: number;
  readonly cadenceMs: number;
  /** When the server last had a report or a heartbeat of a student; 0 for never. */
  readonly heardAtMs: (studentId: string) => number;
  readonly helpAndVisits: HelpAndVisits;
  readonly lookAlikes: LookAlikes;
}

/** What changes with time alone. */
export interface Appearance {
  readonly status: StudentStatus;
  /** Milliseconds since the epoch, 0 for never. */
  readonly lastSeenAtMs: number;
}

export function appearanceOf(record: StudentRecord, { nowMs, cadenceMs, heardAtMs }: Viewpoint): Appearance {
  const { hasStarted, lastEventAtMs } = record;
  // Of what was stamped before the clock was set back, nobody knows how long ago that was: who is there is heard soon.
  const lastSeenAtMs = Math.max(0, ...[record.lastBatchAtMs, heardAtMs(record.studentId)].filter(atMs => isPlausible(atMs, nowMs)));
  return { status: statusOf({ hasStarted, lastEventAtMs, lastSeenAtMs }, nowMs, cadenceMs), lastSeenAtMs };
}

export function renderStudent(record: StudentRecord, viewpoint: Viewpoint): StudentState {
  const looksLike = viewpoint.lookAlikes.of(record.studentId);
  const { status, lastSeenAtMs } = appearanceOf(record, viewpoint);
  const { lastEventAtMs } = record;
  const visit = viewpoint.helpAndVisits.visit(record.studentId);
  return {
    studentId: record.studentId,
    displayName: record.displayName,
    team: record.team,
    ...(record.isVerified && { verified: true as const }),
    ...(looksLike !== undefined && { looksLike }),
    status,
    enrolledAt: toTimestamp(record.firstSeenAtMs),
    lastEventAt: lastEventAtMs === 0 ? null : toTimestamp(lastEventAtMs),
    lastSeenAt: lastSeenAtMs === 0 ? null : toTimestamp(lastSeenAtMs),
    events: record.events,
    runs: record.runs,
    errors: record.errors,
    errorStreak: record.errorStreak,
    ...renderFailing(record),
    notebook: record.notebook,
    exercise: record.exercise,
    lastError: record.lastError.value ?? null,
    ...(status === 'offline' && record.hasClosedAll && { hasLeft: true as const }),
    ...(visit !== undefined && { visit }),
  };
}

function renderFailing({ failingSpan }: StudentRecord): Pick<StudentState, 'failing'> {
  return failingSpan === undefined ? {} : { failing: { since: toTimestamp(failingSpan.sinceMs), last: toTimestamp(failingSpan.lastMs) } };
}

export function renderTotals(records: Iterable<StudentRecord>): ClassTotals {
  const totals = { students: 0, events: 0, runs: 0, errors: 0 };
  for (const { events, runs, errors } of records) {
    totals.students += 1;
    totals.events += events;
    totals.runs += runs;
    totals.errors += errors;
  }
  return totals;
}

/** The teams in alphabetical order. A team of `wanted` that everybody has left is there too, with nobody in it. */
export function renderTeams(records: Iterable<StudentRecord>, helpAndVisits: HelpAndVisits, wanted?: ReadonlySet<string>): TeamState[] {
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
    .map(([team, students]) => renderTeam(team, students, helpAndVisits.teamVisit(team)))
    .sort((a, b) => (a.team < b.team ? -1 : 1));
}

function renderTeam(team: string, members: readonly StudentRecord[], visit: Visit | undefined): TeamState {
  const lastEventAtMs = Math.max(0, ...members.map(member => member.lastEventAtMs));
  const lastEventAt = lastEventAtMs === 0 ? null : toTimestamp(lastEventAtMs);
  return { team, ...renderTotals(members), lastEventAt, ...(visit !== undefined && { visit }) };
}
