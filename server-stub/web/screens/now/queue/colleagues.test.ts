import { describe, expect, it } from 'vitest';
import type { HelpRequest, Visit } from '../../../../../src/protocol';
import { makeStudent, makeTeam } from '../../../testing/class-fixtures';
import { colleaguesOf } from './colleagues';

const NOW = Date.parse('2026-11-22T10:00:00.000Z');
const [ADA, GRACE, ME] = [
  { id: 'ada', name: 'Ada' },
  { id: 'grace', name: 'Grace' },
  { id: 'me', name: 'Mei' },
];
const minutesAgo = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();
const visit = (by: Visit['by'], minutes: number, status: Visit['status'] = 'claimed'): Visit => ({ status, by, at: minutesAgo(minutes) });

const board = (help: readonly HelpRequest[], visits: Readonly<Record<string, Visit>>, teamVisit?: Visit) => ({
  help,
  students: new Map(Object.entries(visits).map(([id, each]) => [id, makeStudent(id, { visit: each })])),
  teams: new Map([['T', makeTeam('T', teamVisit === undefined ? {} : { visit: teamVisit })]]),
});

describe('whom colleagues are with', () => {
  it('is told by their claims, of calls, students and teams, the longest first, and without one’s own', () => {
    const call: HelpRequest = { id: 'h1', studentId: 'x', since: minutesAgo(20), status: 'claimed', by: ADA, at: minutesAgo(12) };
    const found = colleaguesOf(board([call], { y: visit(GRACE, 3), z: visit(ME, 14) }, visit(GRACE, 5)), 'me', NOW);

    expect(found).toEqual([
      { by: ADA, target: { studentId: 'x' }, since: minutesAgo(12) },
      { by: GRACE, target: { team: 'T' }, since: minutesAgo(5) },
      { by: GRACE, target: { studentId: 'y' }, since: minutesAgo(3) },
    ]);
  });

  it('is nobody once they are done, or nothing came of it in 15 minutes', () => {
    expect(colleaguesOf(board([], { x: visit(ADA, 15), y: visit(GRACE, 3, 'done') }), 'me', NOW)).toEqual([]);
  });

  it('is one student where both the call and the student are claimed, since the first of them', () => {
    const call: HelpRequest = { id: 'h1', studentId: 'x', since: minutesAgo(20), status: 'claimed', by: ADA, at: minutesAgo(4) };
    expect(colleaguesOf(board([call], { x: visit(ADA, 7) }), 'me', NOW)).toEqual([
      { by: ADA, target: { studentId: 'x' }, since: minutesAgo(7) },
    ]);
  });
});
