import { expect, it } from 'vitest';
import { compareRosters } from './compare-rosters';

const listed = (studentId: string, displayName = studentId): { studentId: string; displayName: string } => ({ studentId, displayName });

it('tells who is new, who is gone, who is called something else, and who has joined unlisted', () => {
  const changes = compareRosters(
    [listed('cy'), listed('ada'), listed('bob')],
    [listed('dan'), listed('cy'), listed('ada', 'Ada L.')],
    ['zoe', 'bob', 'ada'],
  );
  expect(changes).toEqual({
    added: [listed('dan')],
    removed: [listed('bob')],
    changed: [{ before: listed('ada'), after: listed('ada', 'Ada L.') }],
    released: ['bob', 'zoe'],
  });
});

it('tells that a team was given to a student of none, and that the same roster changes nothing', () => {
  const after = { ...listed('ada'), team: '' };
  expect(compareRosters([listed('ada')], [after], []).changed).toEqual([{ before: listed('ada'), after }]);
  expect(compareRosters([after], [after], ['ada'])).toEqual({ added: [], removed: [], changed: [], released: [] });
});

it('releases nobody when the class opens', () => {
  expect(compareRosters([listed('ada')], [], ['ada'])).toEqual({ added: [], removed: [listed('ada')], changed: [], released: [] });
});
