import { describe, expect, it } from 'vitest';
import { createSeededRandom } from './seeded-random';

const SEEDS = Array.from({ length: 1000 }, (_, index) => index + 1);

describe('seeded randomness', () => {
  it('is the same again for the same seed', () => {
    const [first, second] = [createSeededRandom(7), createSeededRandom(7)];
    expect([first.draw(), first.id(), first.between(1, 6)]).toEqual([second.draw(), second.id(), second.between(1, 6)]);
  });

  it.each([0, 1, 2, 5])('spreads draw %i over seeds that follow each other', skipped => {
    const inTenth = Array.from({ length: 10 }, () => 0);
    for (const seed of SEEDS) {
      const random = createSeededRandom(seed);
      for (let draw = 0; draw < skipped; draw++) {
        random.draw();
      }
      const tenth = Math.floor(random.draw() * 10);
      inTenth[tenth] = (inTenth[tenth] ?? 0) + 1;
    }
    expect(inTenth.filter(count => count < 60 || count > 145)).toEqual([]);
  });

  it('makes neighbours of no two draws', () => {
    // The correlation of one seed's first number with the next one's.
    const draws = SEEDS.map(seed => createSeededRandom(seed).draw() - 0.5);
    const products = draws.slice(1).map((draw, index) => draw * (draws[index] ?? 0));
    expect(Math.abs(products.reduce((sum, product) => sum + product, 0) / products.length / (1 / 12))).toBeLessThan(0.12);
  });
});
