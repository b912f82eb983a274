import { performance } from 'node:perf_hooks';
import { createContext, Script } from 'node:vm';
import type { HostileText } from './hostile-texts';

/** How long the texts are that are tried, and from when on the work for one is looked at more closely. */
export interface Width {
  /** From one to the next there is a factor of 8, and to the longest one of 4. */
  readonly lengths: readonly [short: number, long: number, longest: number];
  /** What costs less for the long text is not looked at: a quadratic pattern takes many times as long. */
  readonly negligibleMs: number;
  /** A pattern that takes this long for one text is no longer measured. V8 can be stopped in the middle of one. */
  readonly patienceMs: number;
}

export const WIDE: Width = { lengths: [1024, 8192, 32_768], negligibleMs: 3, patienceMs: 4000 };
/** Finds the same, but for what grows slowly, in a fraction of the time. */
export const NARROW: Width = { lengths: [256, 2048, 8192], negligibleMs: 0.5, patienceMs: 300 };

/** Linear work grows by 8 from the short text to the long one, quadratic work by 64. */
const MAX_GROWTH = 20;
/** From there to the longest linear work grows by 4, quadratic work by 16. */
const MAX_LATER_GROWTH = 8;
/** The best of so many is what the work takes; the others are what else the machine did. */
const TRIES = 5;
/** What takes so long is not tried again: noise is shorter. */
const SLOW_MS = 400;
/** So many are tried in one go. */
const GROUP = 25;
/** A processor's account may know no less than ten milliseconds. */
const ACCOUNTED_FROM_MS = 20;

type Work = (text: string) => unknown;

/** The first of the texts that takes more work than its length explains, with the figures; undefined when all is well. */
export function growsFasterThanLength(run: Work, texts: readonly HostileText[], width: Width): string | undefined {
  // What compiles at its first use does it here.
  for (let turn = 0; turn < 3; turn++) {
    run('warm');
  }
  for (const text of suspects(run, texts, width)) {
    const flaw = judge(run, text, width);
    if (flaw !== undefined) {
      return flaw;
    }
  }
  return undefined;
}

/** Those that take long. Many are tried in one go: what stops a pattern in its middle costs more than most patterns do. */
function* suspects(run: Work, texts: readonly HostileText[], width: Width): Generator<HostileText, void, undefined> {
  const [, long] = width.lengths;
  let next = 0;
  while (next < texts.length) {
    let tried = next;
    const found: HostileText[] = [];
    const isDone = withinPatience(width, () => {
      for (; tried < Math.min(next + GROUP, texts.length); tried++) {
        const text = texts[tried] as HostileText;
        if (timeOf(run, text.write(long)) >= width.negligibleMs) {
          found.push(text);
        }
      }
    });
    yield* found;
    if (!isDone) {
      yield texts[tried] as HostileText;
      tried += 1;
    }
    next = tried;
  }
}

/** Two opinions, since the machine may be busy with something else: from a short text to a long one, and from there to a very long one. */
function judge(run: Work, { name, write }: HostileText, width: Width): string | undefined {
  const [short, long, longest] = width.lengths;
  const longMs = best(run, write(long), width);
  if (longMs < width.negligibleMs) {
    return undefined;
  }
  if (longMs >= width.patienceMs) {
    return `${name}: does not end for ${String(long)} characters`;
  }
  // Tried to the end: one unlucky try would make a quadratic pattern look like a linear one.
  const shortMs = best(run, write(short), width, 0);
  if (longMs / shortMs <= MAX_GROWTH || best(run, write(longest), width) / longMs <= MAX_LATER_GROWTH) {
    return undefined;
  }
  return `${name}: ${shortMs.toFixed(3)} ms for ${String(short)} characters, ${longMs.toFixed(1)} ms for ${String(long)}`;
}

/** @param enoughMs what costs less need not be known better */
function best(run: Work, text: string, width: Width, enoughMs = width.negligibleMs): number {
  let bestMs = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < TRIES; turn++) {
    let tookMs = width.patienceMs;
    withinPatience(width, () => (tookMs = timeOf(run, text)));
    bestMs = Math.min(bestMs, tookMs);
    if (bestMs < enoughMs || tookMs > SLOW_MS) {
      break;
    }
  }
  return bestMs;
}

/** In milliseconds: by the clock, or by this thread's processor where that says less. What else the machine does is not this text's work. */
function timeOf(run: Work, text: string): number {
  const [startMs, start] = [performance.now(), process.threadCpuUsage()];
  run(text);
  const tookMs = performance.now() - startMs;
  const { user, system } = process.threadCpuUsage(start);
  return tookMs < ACCOUNTED_FROM_MS ? tookMs : Math.min(tookMs, (user + system) / 1000);
}

const task = { run: (): void => undefined };
const context = createContext(task);
const script = new Script('run()');

/** @returns whether it came to an end */
function withinPatience({ patienceMs }: Width, work: () => void): boolean {
  task.run = work;
  try {
    script.runInContext(context, { timeout: patienceMs });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      throw error;
    }
    return false;
  }
}
