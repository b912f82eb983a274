import { expect, it } from 'vitest';
import { openBoard } from '../model/board';
import { AS_OF, makeEntry, makeExercise, makeState, makeTeam } from '../../testing/class-fixtures';
import { countStudents } from './list-counts';
import { rankNeeds } from './rank-needs';

const NOW = Date.parse(AS_OF);
const LONG_AGO = '2026-11-22T09:40:00.000Z';

it('students who need somebody are counted, however few lines they are on, and their kinds add up; who was just helped is counted apart', () => {
  const by = { id: 'bo', name: 'Bo' };
  const entries = [
    makeEntry('a', { team: 'T', errorStreak: 3 }),
    makeEntry('b', { team: 'T', errorStreak: 4 }),
    makeEntry('c', { errorStreak: 3, visit: { status: 'claimed', by, at: AS_OF } }),
    makeEntry('e', { errorStreak: 3, visit: { status: 'done', by, at: AS_OF } }),
    makeEntry('d', { status: 'idle', runs: 0, lastEventAt: LONG_AGO }),
  ];
  const students = entries.map(({ student }) => student);
  const board = openBoard(makeState(students, { teams: [makeTeam('T', { students: 4 })], exercises: [makeExercise('1', { passed: 3 })] }));
  const { needs } = rankNeeds(board, entries, NOW);
  expect(needs).toHaveLength(4);
  expect(countStudents(needs)).toEqual({
    all: 4,
    byKind: { help: 0, stuck: 3, running: 0, waits: 0, unreachable: 0, stalled: 1 },
    claimed: 1,
    visited: 1,
    together: 2,
    teams: 1,
  });
});
