import { expect, it } from 'vitest';
import { openBoard } from '../model/board';
import { AS_OF, makeEntry, makeExercise, makeState, makeTeam } from '../../testing/class-fixtures';
import { countStudents } from './list-counts';
import { rankNeeds } from './rank-needs';

const NOW = Date.parse(AS_OF);
const LONG_AGO = '2026-11-22T09:40:00.000Z';

it('students are counted, however few lines they are on, and their kinds add up', () => {
  const visit = { status: 'claimed' as const, by: { id: 'bo', name: 'Bo' }, at: AS_OF };
  const entries = [
    makeEntry('a', { team: 'T', errorStreak: 3 }),
    makeEntry('b', { team: 'T', errorStreak: 4 }),
    makeEntry('c', { errorStreak: 3, visit }),
    makeEntry('d', { status: 'idle', runs: 0, lastEventAt: LONG_AGO }),
  ];
  const students = entries.map(({ student }) => student);
  const board = openBoard(makeState(students, { teams: [makeTeam('T', { students: 4 })], exercises: [makeExercise('1', { passed: 3 })] }));
  const { needs } = rankNeeds(board, entries, NOW);
  expect(needs).toHaveLength(3);
  expect(countStudents(needs)).toEqual({
    all: 4,
    byKind: { help: 0, stuck: 3, running: 0, waits: 0, unreachable: 0, stalled: 1 },
    seenTo: 1,
    together: 2,
    teams: 1,
  });
});
