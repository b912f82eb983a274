import { expect, it } from 'vitest';
import { readDemoArguments } from '../demo/arguments.mjs';

it('needs no arguments', () => {
  expect(readDemoArguments([])).toEqual({ students: 0, seed: 1, redisUrl: undefined, port: 8600, jupyterPort: 8601, cadenceMs: undefined });
});

it('reads every option', () => {
  const args = [
    '--students',
    '30',
    '--seed',
    '7',
    '--redis',
    'redis://127.0.0.1:6379',
    '--port',
    '9000',
    '--jupyter-port',
    '9001',
    '--cadence-ms',
    '1000',
  ];
  expect(readDemoArguments(args)).toEqual({
    students: 30,
    seed: 7,
    redisUrl: 'redis://127.0.0.1:6379',
    port: 9000,
    jupyterPort: 9001,
    cadenceMs: 1000,
  });
});

it.each([['--help'], ['-h']])('knows %s', flag => {
  expect(readDemoArguments([flag])).toBe('help');
});

it.each([
  [['--students', 'many'], '--students must be a whole number from 0 to 1000, and is "many".'],
  [['--port', '70000'], '--port must be a whole number from 1 to 65535, and is "70000".'],
  [['--redis', 'http://x'], '--redis must be an address such as redis://127.0.0.1:6379.'],
  [['--colour'], "Unknown option '--colour'"],
])('names the option that is wrong: %j', (args, sentence) => {
  expect(() => readDemoArguments(args)).toThrow(sentence);
});
