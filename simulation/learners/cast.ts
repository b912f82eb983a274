import type { ObstacleKind } from './happening';
import { ORDINARY, type Temper } from './learner';

/** A class that is over soon: what there is to see is seen within minutes. Some call for help. */
export const LIVELY: Temper = { ...ORDINARY, slowness: 0.5, asking: 0.4 };

/** Every fourth gets stuck soon, by one thing after the other, so that a small class shows them all on its first day. */
const EVERY = 4;
const PARTS: readonly ObstacleKind[] = [
  'wrong_answer',
  'endless_loop',
  'error',
  'forgotten_input',
  'dying_kernel',
  'unreachable_kernel',
  'blank',
];

/** What the student is to get stuck by; undefined for most. @param index from 0 */
export function partOf(index: number): ObstacleKind | undefined {
  return index % EVERY === EVERY - 1 ? PARTS[Math.floor(index / EVERY) % PARTS.length] : undefined;
}
