import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PROBLEMS } from '../../../src/protocol';
import type { Failure } from './outcome';

const reader = vi.hoisted(() => ({ language: 'en' }));

vi.mock('../text/language', async importOriginal => ({
  ...(await importOriginal<object>()),
  get language() {
    return reader.language;
  },
}));
vi.mock('../text/translate', () => ({ t: (key: string) => key }));

const { failureText } = await import('./failure-text');

const refusal = (code: string | undefined, detail: string): Failure => ({
  kind: 'refused',
  status: 401,
  detail,
  ...(code !== undefined && { code }),
});

describe('why something was not done', () => {
  beforeEach(() => {
    reader.language = 'en';
  });

  it('is told in the server’s own words, where the reader’s language is theirs', () => {
    expect(failureText(refusal('already_claimed', 'Grace has claimed this.'))).toBe('Grace has claimed this.');
  });

  it('is told in the reader’s language where that is another', () => {
    reader.language = 'ja';
    expect(failureText(refusal('token_invalid', 'This is not the instructor token.'))).toBe('failures.codes.token_invalid');
    expect(failureText(refusal('toString', 'A newer server says so.'))).toBe('A newer server says so.');
  });

  it('is told at least by a number', () => {
    expect(failureText(refusal(undefined, ''))).toBe('failures.refused');
    expect(failureText({ kind: 'unreachable' })).toBe('failures.unreachable');
  });

  it('has words for whatever an instructor can be refused for', () => {
    reader.language = 'ja';
    const ofStudents = /batch$|^join|roster|hub|^staff$|class_full|names|student_id|rewind|slow_down|media_type/u;
    for (const code of Object.keys(PROBLEMS).filter(each => !ofStudents.test(each))) {
      expect(failureText(refusal(code, 'English'))).toBe(`failures.codes.${code}`);
    }
  });
});
