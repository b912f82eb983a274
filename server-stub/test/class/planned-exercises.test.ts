import { afterEach, beforeEach, expect, it } from 'vitest';
import { Classroom } from '../support/classroom';

const LOOPS = { name: 'loops', index: 1, title: 'Loops', checks: ['a'] };
const planOf = (exercise: object) => ({ notebooks: [{ name: 'w.ipynb', exercises: [exercise] }] });

let room: Classroom;
beforeEach(async () => {
  room = await Classroom.open();
});
afterEach(() => room.close());

it('an exercise of an uploaded notebook is known before anybody has run it, until it is hidden', async () => {
  await room.asInstructor('PUT', '/classes/default/notebooks', planOf(LOOPS));
  expect((await room.state()).exercises).toMatchObject([{ name: 'loops', title: 'Loops', isChecked: true, started: 0 }]);

  await room.asInstructor('PUT', '/classes/default/notebooks', planOf({ ...LOOPS, isHidden: true }));
  await room.clock.advance(5000);
  expect((await room.state()).exercises).toEqual([]);
});
