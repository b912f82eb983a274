import { NETWORK_MODES, type NetworkMode } from '../server/network';
import type { SeededRandom } from '../virtual/seeded-random';

/** One thing that happens in a bad day. Students and tabs are counted from 0. */
export type Step =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'open_tab'; readonly student: number }
  | { readonly kind: 'kill_tab'; readonly tab: number }
  | { readonly kind: 'reload_tab'; readonly tab: number }
  | { readonly kind: 'record'; readonly tab: number; readonly events: number }
  | { readonly kind: 'record_poison'; readonly tab: number }
  | { readonly kind: 'help'; readonly tab: number }
  | { readonly kind: 'hide'; readonly tab: number }
  | { readonly kind: 'leave_and_return'; readonly tab: number }
  | { readonly kind: 'send_now'; readonly tab: number }
  | { readonly kind: 'come_back'; readonly tab: number }
  | { readonly kind: 'storage'; readonly tab: number; readonly isFull: boolean }
  | { readonly kind: 'network'; readonly mode: NetworkMode }
  | { readonly kind: 'log_down'; readonly isDown: boolean }
  | { readonly kind: 'server_stop' | 'server_start' | 'server_replace' | 'snapshot' | 'lose_tail' | 'revoke_tokens' }
  | { readonly kind: 'jump_clock'; readonly ms: number };

export type Schedule = readonly Step[];

const HOUR_MS = 3_600_000;

/** How often each kind of step is drawn, against the others. */
const WEIGHTS: readonly (readonly [weight: number, draw: (random: SeededRandom) => Step])[] = [
  [24, random => ({ kind: 'wait', ms: Math.round(random.draw() ** 3 * 40_000) })],
  [20, random => ({ kind: 'record', tab: random.between(0, 4), events: random.between(1, random.draw() < 0.1 ? 700 : 6) })],
  [6, random => ({ kind: 'network', mode: random.pick(NETWORK_MODES) })],
  [5, random => ({ kind: 'network', mode: random.pick(['good', 'good']) })],
  [4, random => ({ kind: 'open_tab', student: random.between(0, 1) })],
  [4, random => ({ kind: 'reload_tab', tab: random.between(0, 4) })],
  [3, random => ({ kind: 'kill_tab', tab: random.between(0, 4) })],
  [1, random => ({ kind: 'hide', tab: random.between(0, 4) })],
  [2, random => ({ kind: 'leave_and_return', tab: random.between(0, 4) })],
  [2, random => ({ kind: 'help', tab: random.between(0, 4) })],
  [2, random => ({ kind: 'record_poison', tab: random.between(0, 4) })],
  [1, random => ({ kind: 'send_now', tab: random.between(0, 4) })],
  [1, random => ({ kind: 'come_back', tab: random.between(0, 4) })],
  [1, random => ({ kind: 'storage', tab: random.between(0, 4), isFull: random.draw() < 0.5 })],
  [2, random => ({ kind: 'log_down', isDown: random.draw() < 0.5 })],
  [2, () => ({ kind: 'server_stop' })],
  [3, () => ({ kind: 'server_start' })],
  [1, () => ({ kind: 'server_replace' })],
  [2, () => ({ kind: 'snapshot' })],
  [2, () => ({ kind: 'lose_tail' })],
  [1, () => ({ kind: 'revoke_tokens' })],
  [1, random => ({ kind: 'jump_clock', ms: random.between(-48, 48) * HOUR_MS })],
];

const TOTAL_WEIGHT = WEIGHTS.reduce((sum, [weight]) => sum + weight, 0);

/** Draws a bad day of `length` steps. */
export function drawSchedule(random: SeededRandom, length: number): Schedule {
  return [{ kind: 'open_tab', student: 0 }, ...Array.from({ length }, () => drawStep(random))];
}

function drawStep(random: SeededRandom): Step {
  let ticket = random.draw() * TOTAL_WEIGHT;
  for (const [weight, draw] of WEIGHTS) {
    ticket -= weight;
    if (ticket < 0) {
      return draw(random);
    }
  }
  return { kind: 'wait', ms: 1_000 };
}
