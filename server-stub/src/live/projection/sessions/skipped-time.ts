import type { ClockStep } from '../../../platform/clock';
import type { ActivitySpan } from './activity-spans';

/** A stretch of wall time that never passed, because the clock was set from its beginning to its end. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Workers notice a step one after the other, and some write what they stamped before it after that. */
const BLURRED_MS = 60_000;
/** Somebody was there in what was skipped: the clock was right before, and is so again. Another machine's may have gone on for this share of it. */
const VISITED_SHARE = 1 / 8;

/** What was skipped by all steps together, in the order in which the clock was set. The oldest first, none touch. */
export function skippedBy(steps: readonly ClockStep[]): readonly Stretch[] {
  const [passed, set] = [steps.filter(({ didPass }) => didPass === true), steps.filter(({ didPass }) => didPass !== true)];
  const skipped = set.reduce<readonly Stretch[]>(
    (known, step) => (step.fromMs < step.toMs ? withStretch(known, step) : afterStepBack(known, step)),
    [],
  );
  // One process may find out that time passed before another one tells that it seems to have been skipped.
  return passed.reduce(without, skipped);
}

function withStretch(skipped: readonly Stretch[], added: Stretch): readonly Stretch[] {
  const touching = [added, ...skipped.filter(({ fromMs, toMs }) => fromMs <= added.toMs && toMs >= added.fromMs)];
  const whole = { fromMs: Math.min(...touching.map(({ fromMs }) => fromMs)), toMs: Math.max(...touching.map(({ toMs }) => toMs)) };
  return [...skipped.filter(known => !touching.includes(known)), whole].toSorted((a, b) => a.fromMs - b.fromMs);
}

/** What the clock comes back to passes after all, and the time that it was ahead for did pass: as much less was skipped. */
function afterStepBack(skipped: readonly Stretch[], { fromMs, toMs }: ClockStep): readonly Stretch[] {
  return skipped.flatMap(known => {
    if (known.toMs <= toMs) {
      return [known];
    }
    const aheadForMs = elapsedMs(known.toMs, fromMs, skipped);
    const left = { fromMs: known.fromMs, toMs: Math.min(known.toMs, toMs - Math.max(0, aheadForMs)) };
    return left.fromMs < left.toMs ? [left] : [];
  });
}

function without(skipped: readonly Stretch[], { fromMs, toMs }: Stretch): readonly Stretch[] {
  return skipped.flatMap(known =>
    [
      { fromMs: known.fromMs, toMs: Math.min(known.toMs, fromMs) },
      { fromMs: Math.max(known.fromMs, toMs), toMs: known.toMs },
    ].filter(left => left.fromMs < left.toMs),
  );
}

/** Those in which nobody was: where somebody was, time did pass, though no step tells how. */
export function unvisited(skipped: readonly Stretch[], spans: readonly ActivitySpan[]): readonly Stretch[] {
  return skipped.filter(({ fromMs, toMs }) => {
    const innerFromMs = fromMs + Math.max(BLURRED_MS, (toMs - fromMs) * VISITED_SHARE);
    const innerToMs = toMs - BLURRED_MS;
    return !spans.some(({ firstMs, lastMs }) => firstMs < innerToMs && lastMs > innerFromMs);
  });
}

/** How much time passed from one stamp to a later one. */
export function elapsedMs(fromMs: number, toMs: number, skipped: readonly Stretch[]): number {
  return toMs - fromMs - skippedIn(fromMs, toMs, skipped);
}

/** What a clock that went as it goes now would have stamped then, instead of what one did before it was set forward. */
export function asOfNow(stampMs: number, nowMs: number, skipped: readonly Stretch[]): number {
  return stampMs + skippedIn(stampMs, nowMs, skipped);
}

function skippedIn(fromMs: number, toMs: number, skipped: readonly Stretch[]): number {
  return skipped.reduce((sum, stretch) => sum + Math.max(0, Math.min(toMs, stretch.toMs) - Math.max(fromMs, stretch.fromMs)), 0);
}
