import { performance } from 'node:perf_hooks';
import { createContext, Script } from 'node:vm';
import type { HostileText } from './hostile-texts';

/** Linear work grows by 8 from the short text to the long one, quadratic work by 64. */
const SHORT = 1024;
const LONG = 8 * SHORT;
const MAX_GROWTH = 20;
/** From there to the longest linear work grows by 4, quadratic work by 16. */
const LONGEST = 4 * LONG;
const MAX_LATER_GROWTH = 8;
/** What costs less for the long text is not looked at more closely: a quadratic pattern takes a hundred times as long. */
const NEGLIGIBLE_MS = 3;
/** The best of so many is what the work takes; the others are what else the machine did. */
const TRIES = 3;
/** A pattern that takes this long for one text is no longer measured. V8 can be stopped in the middle of one. */
const PATIENCE_MS = 4000;
/** What takes so long is not tried again: noise is shorter. */
const SLOW_MS = 400;
/** So many are tried in one go. */
const GROUP = 25;

/** The first of the texts that takes more work than its length explains, with the figures; undefined when all is well. */
export function growsFasterThanLength(run: (text: string) => unknown, texts: readonly HostileText[]): string | undefined {
  // What compiles at its first use does it here.
  for (let turn = 0; turn < 3; turn++) {
    run('warm');
  }
  for (const text of suspects(run, texts)) {
    const flaw = judge(run, text);
    if (flaw !== undefined) {
      return flaw;
    }
  }
  return undefined;
}

/** Those that take long. Many are tried in one go: what stops a pattern in its middle costs more than most patterns do. */
function* suspects(run: (text: string) => unknown, texts: readonly HostileText[]): Generator<HostileText, void, undefined> {
  let next = 0;
  while (next < texts.length) {
    let tried = next;
    const found: HostileText[] = [];
    const isDone = withinPatience(() => {
      for (; tried < Math.min(next + GROUP, texts.length); tried++) {
        const text = texts[tried] as HostileText;
        if (timeOf(run, text.write(LONG)) >= NEGLIGIBLE_MS) {
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
function judge(run: (text: string) => unknown, { name, write }: HostileText): string | undefined {
  const longMs = bestOf(TRIES, run, write(LONG));
  if (longMs < NEGLIGIBLE_MS) {
    return undefined;
  }
  if (longMs >= PATIENCE_MS) {
    return `${name}: does not end for ${String(LONG)} characters`;
  }
  const shortMs = bestOf(TRIES, run, write(SHORT));
  if (longMs / shortMs <= MAX_GROWTH || bestOf(TRIES, run, write(LONGEST)) / longMs <= MAX_LATER_GROWTH) {
    return undefined;
  }
  return `${name}: ${shortMs.toFixed(3)} ms for ${String(SHORT)} characters, ${longMs.toFixed(1)} ms for ${String(LONG)}`;
}

function bestOf(tries: number, run: (text: string) => unknown, text: string): number {
  let bestMs = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < tries; turn++) {
    let tookMs = PATIENCE_MS;
    withinPatience(() => (tookMs = timeOf(run, text)));
    bestMs = Math.min(bestMs, tookMs);
    if (bestMs < NEGLIGIBLE_MS || tookMs > SLOW_MS) {
      break;
    }
  }
  return bestMs;
}

/**
 * In milliseconds: by the clock, or by this thread's processor where that says less. What else the machine does is not this text's work; and
 * a processor's account may know no less than some milliseconds.
 */
function timeOf(run: (text: string) => unknown, text: string): number {
  const [startMs, start] = [performance.now(), process.threadCpuUsage()];
  run(text);
  const tookMs = performance.now() - startMs;
  const { user, system } = process.threadCpuUsage(start);
  return Math.min(tookMs, text.length < LONG ? tookMs : (user + system) / 1000);
}

const task = { run: (): void => undefined };
const context = createContext(task);
const script = new Script('run()');

/** @returns whether it came to an end */
function withinPatience(work: () => void): boolean {
  task.run = work;
  try {
    script.runInContext(context, { timeout: PATIENCE_MS });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      throw error;
    }
    return false;
  }
}
