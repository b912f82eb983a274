import { assert as check, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isMaskWord, isMaskWords, LIMITS } from '../../protocol';
import { MASK, maskSecrets } from './mask';
import { redactRun, type ObservedRun } from './redact';

const WORDS = ['STUDENTNO-*', 'Ada Lovelace', '田中花子', 'ann', 'C++(xy)'];

describe('the words that a class has masked', () => {
  it.each([
    ['id = "studentno-12345a"', `id = "${MASK}"`],
    ['STUDENTNO-1 and STUDENTNO-2.', `${MASK} and ${MASK}`],
    ['print("ada lovelace")', `print("${MASK}")`],
    ['田中花子さん', `${MASK}さん`],
    ['I cannot, said Ann; annotate', `I cannot, said ${MASK}; annotate`],
    ['C++(xy) is no pattern', `${MASK} is no pattern`],
    ['student_no = 12345', 'student_no = 12345'],
  ])('are masked in %j', (text, masked) => {
    expect(maskSecrets(text, 'code', WORDS)).toBe(masked);
    expect(maskSecrets(text, 'prose', WORDS)).toBe(masked);
  });

  it('leave what every class has masked to be masked', () => {
    expect(maskSecrets('ada@example.org STUDENTNO-7', 'prose', WORDS)).toBe(`${MASK} ${MASK}`);
  });

  it('reach no event, wherever they stand, nor what is cut off', () => {
    const secret = 'STUDENTNO-0815';
    const run: ObservedRun = {
      notebook: 'a.ipynb',
      cell: { id: 'c', index: 0 },
      ok: false,
      durationMs: 1,
      executionCount: 1,
      language: 'python',
      error: { name: secret, message: `no ${secret}`, traceback: [`----> ${secret}`] },
      code: `${'x'.repeat(3_990)} ${secret}`,
      output: `${'y'.repeat(3_990)} ${secret}`,
    };
    expect(JSON.stringify(redactRun(run, 'outputs', ['STUDENTNO-*']))).not.toMatch(/STUDENTNO|0815/u);
    expect(JSON.stringify(redactRun(run, 'outputs'))).toContain(secret);
  });

  it('that are no such words are passed over, and mask nothing', () => {
    const text = 'any text (at) all';
    expect(maskSecrets(text, 'code', ['*', '(a+)+$', '', 'a', 7 as never])).toBe(text);
  });
});

describe('a word to mask', () => {
  it.each(['STUDENTNO-*', 's20*', 'Ada Lovelace', '田中', 'a1*b'])('may be %j', word => expect(isMaskWord(word)).toBe(true));

  it.each(['', '*', 'ab', '*abc', 'a*b*c', 'abc**', '---', ' abc', 'a\u0000bc', '花', 'x'.repeat(65), 7, null])('may not be %j', word =>
    expect(isMaskWord(word)).toBe(false),
  );

  it('is one of at most twenty', () => {
    const list = (length: number) => Array.from({ length }, (_, index) => `word${String(index)}`);
    expect([isMaskWords(list(LIMITS.maskWords)), isMaskWords(list(LIMITS.maskWords + 1)), isMaskWords('abc')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('of any kind masks itself and breaks nothing', () => {
    const word = string({ unit: 'grapheme', minLength: 2, maxLength: 20 }).filter(isMaskWord);
    check(
      property(word, string({ unit: 'grapheme' }), (word, text) => {
        expect(maskSecrets(`= ${word.replace('*', 'x1')} =`, 'code', [word])).toContain(MASK);
        expect(typeof maskSecrets(text, 'prose', [word])).toBe('string');
      }),
    );
  });
});
