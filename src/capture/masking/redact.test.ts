import { describe, expect, it } from 'vitest';

import { byteLength, type CaptureLevel, checkEvent } from '../../protocol';
import { type ObservedRun, redactRun, TEXT_LIMITS } from './redact';

const run: ObservedRun = {
  notebook: 'a.ipynb',
  cell: { id: 'c1', index: 0 },
  ok: false,
  durationMs: 5,
  executionCount: 1,
  language: 'python',
  error: { name: 'NameError', message: "name 'x' is not defined", traceback: ['\u001B[31mNameError\u001B[0m', '----> x'] },
  code: 'x',
  output: 'printed',
};

function keysAt(level: CaptureLevel): string[] {
  const { error, ...rest } = redactRun(run, level);
  return [...Object.keys(rest), ...Object.keys(error ?? {}).map(key => `error.${key}`)].slice(6);
}

describe('what leaves the machine', () => {
  it.each([
    ['activity', []],
    ['errors', ['error.name', 'error.message']],
    ['code', ['code', 'error.name', 'error.message', 'error.traceback']],
    ['outputs', ['code', 'output', 'error.name', 'error.message', 'error.traceback']],
  ] as const)('at the level "%s" is no more than that level says', (level, expected) => {
    expect(keysAt(level)).toEqual(expected);
  });

  it('holds no terminal colours', () => {
    expect(redactRun(run, 'code').error?.traceback).toBe('NameError\n----> x');
  });

  it('holds no secret of the code, of what it printed or of its error', () => {
    const secret = 'hunter2-and-more';
    const leaky: ObservedRun = {
      ...run,
      error: {
        name: 'AuthError',
        message: `password: ${secret}`,
        traceback: [`login("ada", password="${secret}")`, `password: ${secret}`],
      },
      code: `login("ada", password="${secret}")`,
      output: `signed in with password=${secret}`,
    };
    expect(JSON.stringify(redactRun(leaky, 'outputs'))).not.toContain('hunter2');
    expect(redactRun(leaky, 'outputs').code).toBe('login("ada", password=•••)');
  });

  it('is capped, a traceback at its start because its end tells most', () => {
    const long = 'x'.repeat(1_000_000);
    const data = redactRun(
      { ...run, error: { name: long, message: long, traceback: [long, 'the end'] }, code: long, output: long },
      'outputs',
    );
    expect(data.error?.name).toHaveLength(TEXT_LIMITS.name);
    expect(data.error?.message).toHaveLength(TEXT_LIMITS.message);
    expect(data.error?.traceback).toHaveLength(TEXT_LIMITS.traceback);
    expect(data.error?.traceback).toMatch(/^…x+\nthe end$/u);
    expect(data.code).toHaveLength(TEXT_LIMITS.code);
    expect(data.output).toHaveLength(TEXT_LIMITS.output);
  });

  it.each(['学', '😀', '\u0001', '"', '\uD800'])('fits into one event when all of it is %j', character => {
    const text = character.repeat(5000);
    const hostile: ObservedRun = {
      ...run,
      notebook: text,
      cell: { id: text, index: 3, exercise: character.repeat(100) },
      language: text,
      error: { name: text, message: text, traceback: [text] },
      code: text,
      output: text,
    };
    const data = redactRun(hostile, 'outputs');
    const event = { seq: Number.MAX_SAFE_INTEGER, type: 'cell.executed', time: '2026-11-22T09:09:51.120Z', data: { ...data } };
    expect(checkEvent(event)).not.toHaveProperty('flaw');
    expect(data.code?.length).toBeGreaterThan(100);
    expect(byteLength(JSON.stringify(event))).toBeGreaterThan(1000);
  });
});
