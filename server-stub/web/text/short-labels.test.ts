import { expect, it } from 'vitest';
import { shortLabels } from './short-labels';

const eighty = (name: (n: number) => string): readonly string[] => Array.from({ length: 80 }, (_, index) => name(index + 1));

it('leaves labels that fit as they are', () => {
  expect(shortLabels(['Loops', 'Lists'], 10)).toEqual(['Loops', 'Lists']);
});

it('takes out the middle, where beginnings and ends tell them apart', () => {
  expect(shortLabels(['Week 3: loops and sums, exercise 1', 'Week 3: loops and sums, exercise 2'], 20)).toEqual([
    'Week 3:…, exercise 1',
    'Week 3:…, exercise 2',
  ]);
});

it.each([
  ['ends', (n: number) => `Introduction to programming with Python, week 3, exercise ${String(n)}`],
  ['middles', (n: number) => `Introduction to programming with Python, exercise ${String(n)}, for everybody who has the time`],
  ['beginnings', (n: number) => `${String(n)} of the exercises of the introduction to programming with Python`],
  ['Japanese', (n: number) => `プログラミング入門の第三回の演習問題その${String(n)}（時間のある人のための発展的な内容のもの）`],
])('tells eighty apart by their %s', (_, name) => {
  const labels = shortLabels(eighty(name), 26);
  expect(new Set(labels).size).toBe(80);
  expect(Math.max(...labels.map(({ length }) => length))).toBeLessThanOrEqual(26);
});

it('numbers those that nothing else tells apart', () => {
  const many = ['a', 'b'].map(letter => `${'x'.repeat(30)}${letter}${letter === 'a' ? 'p' : 'q'}${'y'.repeat(30)}`);
  expect(new Set(shortLabels(many, 12)).size).toBe(2);
});

it('takes the numbers that they have elsewhere', () => {
  const many = [1, 4].map(n => `${'x'.repeat(30)}${n === 1 ? 'ap' : 'bq'}${'y'.repeat(30)}`);
  expect(shortLabels(many, 12, [1, 4]).map(label => label.slice(0, 2))).toEqual(['1 ', '4 ']);
});

it('cuts whole words alone', () => {
  const [first] = shortLabels(
    ['Programming exercise loops one for the very patient', 'Programming exercise loops two for the very patient'],
    20,
  );
  expect(first).toBe('…one…');
});
