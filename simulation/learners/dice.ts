import type { SeededRandom } from '../virtual/seeded-random';

/** @param share how often, 0 to 1 */
export function happens(random: SeededRandom, share: number): boolean {
  return random.draw() < share;
}

/** Waits of things that do not wait for each other. */
export function drawExponential(random: SeededRandom, mean: number): number {
  return -Math.log(1 - random.draw()) * mean;
}

/** What people need for something: never nothing, mostly little, sometimes very much. @param sigma the standard deviation of its logarithm */
export function drawLogNormal(random: SeededRandom, median: number, sigma: number): number {
  const [u, v] = [1 - random.draw(), random.draw()];
  return median * Math.exp(sigma * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v));
}

/** One of the items, each as often as its weight says. */
export function drawWeighted<T>(
  random: SeededRandom,
  items: readonly [readonly [weight: number, item: T], ...(readonly [number, T])[]],
): T {
  let ticket = random.draw() * items.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, item] of items) {
    ticket -= weight;
    if (ticket < 0) {
      return item;
    }
  }
  return items[0][1];
}
