import { expect, it } from 'vitest';

import { timeOfDay } from './time-of-day';

const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 3, 22).getTime();

it('what happened today is said by its time alone', () => {
  expect(timeOfDay(at(22, 9), at(22, 23))).toBe(new Date(at(22, 9)).toLocaleTimeString());
});

it.each([
  ['yesterday, though it is a few hours ago', at(21, 23), at(22, 1)],
  ['a week ago, at this very time', at(15, 9), at(22, 9)],
  ['tomorrow', at(23, 1), at(22, 23)],
])('what happens on another day is said with its date: %s', (_, ms, nowMs) => {
  expect(timeOfDay(ms, nowMs)).toBe(new Date(ms).toLocaleString());
});
