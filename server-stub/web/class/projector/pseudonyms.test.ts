import { describe, expect, it } from 'vitest';
import { FakeTextStore } from '../../testing/fake-text-store';
import { createPseudonyms, drawFree } from './pseudonyms';

const format = (n: number): string => `Student ${String(n)}`;
const drawing = (...values: readonly number[]): (() => number) => {
  let at = 0;
  return () => values[at++ % values.length] ?? 0;
};

describe('a pseudonym', () => {
  it('is drawn, not counted', () => {
    const names = createPseudonyms('c', format, { kept: new FakeTextStore(), random: drawing(0.5, 0.1, 0.9) });
    expect(['ada', 'bob', 'cyd'].map(names.nameOf)).toEqual(['Student 50', 'Student 10', 'Student 90']);
  });

  it('stays with its student, after a reload too', () => {
    const kept = new FakeTextStore();
    const before = createPseudonyms('c', format, { kept, random: drawing(0.2, 0.7) });
    const given = ['ada', 'bob'].map(before.nameOf);
    const after = createPseudonyms('c', format, { kept, random: drawing(0.4) });
    expect(['bob', 'ada'].map(after.nameOf)).toEqual(given.toReversed());
    expect(after.studentIdOf(given[0] ?? '')).toBe('ada');
  });

  it('leads back to nobody else', () => {
    const names = createPseudonyms('c', format, { kept: new FakeTextStore(), random: drawing(0) });
    names.nameOf('ada');
    expect(names.studentIdOf('ada')).toBeUndefined();
    expect(names.studentIdOf('Student 2')).toBeUndefined();
  });

  it('begins anew when what was kept is broken', () => {
    const kept = new FakeTextStore();
    kept.write('pseudonyms-c', '{');
    expect(createPseudonyms('c', format, { kept, random: drawing(0) }).nameOf('ada')).toBe('Student 1');
  });
});

describe('the numbers', () => {
  it('are all different, and at most half of them taken', () => {
    const taken = new Set<number>();
    for (let i = 0; i < 600; i++) {
      const n = drawFree(taken, drawing((i * 0.618) % 1));
      expect(taken.has(n)).toBe(false);
      taken.add(n);
    }
    expect(Math.max(...taken)).toBeLessThanOrEqual(9999);
  });
});
