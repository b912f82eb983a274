import type { Visit, VisitTarget } from '../../../../src/protocol';
import { visitStateOf } from '../claims/visit-state';
import { attendanceOf, isOnTheWay } from '../model/attendance';
import type { Board } from '../model/board';
import { onceFor } from '../model/once-for';
import { countBegun, type Entry } from '../model/entry';
import { subjectKey } from '../claims/claims';
import { excessOf } from '../need/excess';
import type { Need, Trouble, WhoNext } from './need';
import { type ClassProgress, troubleOf } from './trouble';

/** With this many members in need, the team is one line: one visit helps them all. */
const TEAM_FROM = 2;

/**
 * Whom to go to next, and why: help requests, the longest first; then those who struggle or whose cell or kernel hangs, by how far that exceeds what is
 * ordinary in this class; then those without activity. Students being helped come last. A pure function of the board and the time.
 */
export function rankNeeds(board: Board, entries: readonly Entry[], nowMs: number): WhoNext {
  return rank(entries, board, nowMs);
}

const rank = onceFor((entries: readonly Entry[], board: Board, nowMs: number): WhoNext => {
  if (board.session?.endedAt !== undefined) {
    return NOBODY;
  }
  const progress: ClassProgress = { exercises: board.exercises, errors: board.errors, begun: countBegun(entries).ever };
  const teamVisit = ({ student }: Entry): Visit | undefined => board.teams.get(student.team)?.visit;
  const troubles = entries.map(entry => troubleOf(entry, teamVisit(entry), progress, nowMs)).filter(trouble => trouble !== undefined);
  const needs = gatherTeams(board, troubles, nowMs);
  return { needs: needs.toSorted((a, b) => compareNeeds(a, b, nowMs)) };
});

/** When the session is over, nobody waits for anybody. */
const NOBODY: WhoNext = { needs: [] };

/** Everybody on the list, in its order: the one order of who needs somebody first. */
export function troublesOf({ needs }: WhoNext): ReadonlyMap<string, Trouble> {
  return new Map(needs.flatMap(({ troubles }) => troubles.map(trouble => [trouble.entry.student.studentId, trouble] as const)));
}

function gatherTeams(board: Board, troubles: readonly Trouble[], nowMs: number): Need[] {
  const byTeam = Map.groupBy(troubles, ({ entry }) => entry.student.team);
  return [...byTeam].flatMap(([team, ofTeam]) => {
    const together = team === '' ? [] : togetherIn(ofTeam, board.teams.get(team)?.visit, nowMs);
    const singles = ofTeam.filter(trouble => !together.includes(trouble));
    return [
      ...singles.map(trouble => makeNeed(board, { studentId: trouble.entry.student.studentId }, team, [trouble], nowMs)),
      ...(together.length > 0 ? [makeNeed(board, { team }, team, together, nowMs)] : []),
    ];
  });
}

/**
 * Those of a team who are one line; nobody, where they are too few for that. A claim stays: of the team, whoever of it calls later; of a student, also when a
 * teammate calls.
 */
function togetherIn(ofTeam: readonly Trouble[], teamVisit: Visit | undefined, nowMs: number): readonly Trouble[] {
  const isTeamClaimed = teamVisit !== undefined && isOnTheWay(teamVisit, nowMs);
  const ofClaim = isTeamClaimed ? ofTeam.filter(trouble => isLeftToTeam(trouble, teamVisit.by.id, nowMs)) : [];
  const free = ofTeam.filter(trouble => claimantOf(trouble, nowMs) === undefined);
  const isEnough = (some: readonly Trouble[]): boolean => some.filter(isPressing).length >= TEAM_FROM;
  return [ofClaim, free].find(isEnough) ?? [];
}

/** Whoever goes to the team goes to them: they have not called since. */
function isLeftToTeam(trouble: Trouble, claimant: string, nowMs: number): boolean {
  const own = claimantOf(trouble, nowMs);
  return own === claimant || (own === undefined && trouble.entry.help === undefined);
}

/** Who is on the way to them in particular. */
function claimantOf({ entry: { student, help } }: Trouble, nowMs: number): string | undefined {
  const attendance = attendanceOf(student, help, nowMs);
  return attendance?.status === 'claimed' ? attendance.by.id : undefined;
}

function isPressing({ reason }: Trouble): boolean {
  return reason.kind !== 'stalled';
}

function makeNeed(board: Board, target: VisitTarget, team: string, troubles: readonly Trouble[], nowMs: number): Need {
  const worstFirst = troubles.toSorted((a, b) => compareTroubles(a, b, nowMs)) as unknown as Need['troubles'];
  const calls = troubles.map(({ entry }) => entry.help).filter(help => help !== undefined);
  // A visit to one member is a visit to the table.
  const visits = [board.teams.get(team)?.visit, ...troubles.map(({ entry }) => entry.student.visit)];
  const newsMs = Math.max(...troubles.map(trouble => trouble.newsMs));
  return { key: subjectKey(target), target, team, troubles: worstFirst, visitState: visitStateOf({ calls, visits, newsMs }, nowMs) };
}

function compareNeeds(a: Need, b: Need, nowMs: number): number {
  return (
    Number(isSeenTo(a)) - Number(isSeenTo(b)) ||
    bandOf(a) - bandOf(b) ||
    weightOf(b, nowMs) - weightOf(a, nowMs) ||
    compareEqual(a.troubles[0], b.troubles[0])
  );
}

/** Who needs somebody of those on the list, in its order: everybody but who was just helped. */
export function needingOf({ needs }: WhoNext): ReadonlyMap<string, Trouble> {
  return troublesOf({ needs: needs.filter(need => !isJustHelped(need)) });
}

/** Somebody has helped, and nothing new has happened since: on the list, at its end, and counted nowhere. */
export function isJustHelped({ visitState }: Need): boolean {
  return visitState.kind === 'visited';
}

/** Somebody is on the way, or has helped and nothing new has happened since. */
export function isSeenTo(need: Need): boolean {
  return need.visitState.kind === 'claimed' || isJustHelped(need);
}

/** Whether nobody in it has called: that they need somebody is our guess. */
export function isGuess({ troubles }: Pick<Need, 'troubles'>): boolean {
  return troubles.every(({ reason }) => reason.kind !== 'help');
}

/** A colleague is helping, rather than this instructor. */
export function isLeftTo(need: Need, instructorId: string): boolean {
  return isSeenTo(need) && !isClaimOf(need, instructorId);
}

/** This instructor's own claims stay on top until they are done. */
export function mineFirst(needs: readonly Need[], instructorId: string): readonly Need[] {
  const isMine = (need: Need): boolean => isClaimOf(need, instructorId);
  return [...needs.filter(isMine), ...needs.filter(need => !isMine(need))];
}

function isClaimOf({ visitState }: Need, instructorId: string): boolean {
  return visitState.kind === 'claimed' && visitState.visit.by.id === instructorId;
}

/** Help requests come before what nobody has called about, and that before inactivity. Claims come before visits. */
function bandOf(need: Need): number {
  return rankOf(need.troubles[0]) + (isJustHelped(need) ? RANKS : 0);
}

const RANKS = 3;

function rankOf({ reason }: Trouble): number {
  return reason.kind === 'help' ? 0 : reason.kind === 'stalled' ? 2 : 1;
}

function compareTroubles(a: Trouble, b: Trouble, nowMs: number): number {
  return rankOf(a) - rankOf(b) || severityOf(b, nowMs) - severityOf(a, nowMs) || compareEqual(a, b);
}

/** Calls that came at once as the queue has them. */
function compareEqual(a: Trouble, b: Trouble): number {
  const idOf = ({ reason, entry }: Trouble): string => (reason.kind === 'help' ? reason.request.id : entry.student.studentId);
  return idOf(a) < idOf(b) ? -1 : 1;
}

/** A team weighs as much as its members in the same band together; for help requests the longest wait counts. */
function weightOf({ troubles }: Need, nowMs: number): number {
  const [first] = troubles;
  const weights = troubles.filter(trouble => rankOf(trouble) === rankOf(first)).map(trouble => severityOf(trouble, nowMs));
  return first.reason.kind === 'help' ? Math.max(...weights) : weights.reduce((sum, weight) => sum + weight, 0);
}

/** In one measure for all kinds: how many times over what is ordinary. */
function severityOf({ reason }: Trouble, nowMs: number): number {
  return excessOf(reason, nowMs);
}
