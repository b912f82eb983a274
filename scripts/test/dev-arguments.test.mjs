import { expect, it } from 'vitest';
import { readDevArguments } from '../dev/arguments.mjs';

it('needs no arguments: a few students, and a pace at which one sees what one changed', () => {
  expect(readDevArguments([])).toEqual({
    students: 8,
    seed: 1,
    redisUrl: undefined,
    port: 8600,
    jupyterPort: 8601,
    dashboardPort: 8602,
    cadenceMs: 2000,
  });
});

it('reads its own options', () => {
  expect(readDevArguments(['--dashboard-port', '9002', '--students', '0'])).toMatchObject({ dashboardPort: 9002, students: 0 });
});

it.each([
  [['--dashboard-port', '0'], '--dashboard-port must be a whole number from 1 to 65535, and is "0".'],
  [['--colour'], 'npm run dev -- --help'],
])('says what is wrong: %j', (args, sentence) => {
  expect(() => readDevArguments(args)).toThrow(sentence);
});
