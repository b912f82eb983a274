import { type CheckResult, LIMITS, type RunEnd } from '../../protocol';
import type { CheckTarget } from './check-register';

/** What a run is judged by. */
export interface RunFacts {
  /** Undefined for a run that worked. */
  readonly errorName: string | undefined;
  readonly wasInterrupted: boolean;
  readonly hasKernelDied: boolean;
  /** Its author expects it to fail. */
  readonly mayFail: boolean;
  readonly exercise: string | undefined;
  /** Whether the cell itself ran as its author handed it out. */
  readonly isUntouched: boolean;
  /** What the cell checks. */
  readonly target: CheckTarget | undefined;
  /** What the value of the cell says of checks. */
  readonly results: readonly CheckResult[];
  /** How many cells an exercise has (without one: the whole notebook), and how many of them are as their author handed them out. */
  readonly countUntouched: (exercise: string | undefined) => { readonly untouched: number; readonly all: number };
}

export interface RunVerdict {
  readonly ok: boolean;
  readonly ended?: RunEnd;
  readonly checks?: readonly CheckResult[];
}

/** As kernels name what a person's interrupt raises: Python's, Julia's. */
const INTERRUPTS = new Set(['KeyboardInterrupt', 'InterruptException']);

/** What a placeholder raises. */
const NOT_IMPLEMENTED = 'NotImplementedError';

/** What a run says of an exercise, and how it ended: told on the student's machine, so that no code has to leave it for this. */
export function judgeRun(facts: RunFacts): RunVerdict {
  const { errorName, hasKernelDied, mayFail, target, results } = facts;
  const isInterrupted = !hasKernelDied && (facts.wasInterrupted || (errorName !== undefined && INTERRUPTS.has(errorName)));
  if (mayFail && errorName !== undefined && !isInterrupted) {
    return { ok: true };
  }
  const ok = errorName === undefined && !hasKernelDied && !isInterrupted;
  const checks = [...(target === undefined ? [] : [{ ...target, ok }]), ...results].slice(0, LIMITS.checksPerRun);
  const ended = hasKernelDied ? 'kernel_died' : isInterrupted ? 'interrupted' : hasRunPlaceholder(facts, checks) ? 'untouched' : undefined;
  return { ok, ...(ended !== undefined && { ended }), ...(checks.length > 0 && { checks }) };
}

function hasRunPlaceholder(facts: RunFacts, checks: readonly CheckResult[]): boolean {
  const { errorName, exercise, isUntouched, target } = facts;
  if (isUntouched && target === undefined) {
    return true;
  }
  if (checks.length > 0) {
    return checks.every(check => !check.ok && failsThrough(check.exercise, facts));
  }
  return errorName === NOT_IMPLEMENTED && failsThrough(exercise, facts);
}

/** Whether a failure is the placeholder's: nothing of the exercise is written yet, or what the error names is not. */
function failsThrough(exercise: string | undefined, { errorName, countUntouched }: RunFacts): boolean {
  const { untouched, all } = countUntouched(exercise);
  return all > 0 && (untouched === all || (untouched > 0 && errorName === NOT_IMPLEMENTED));
}
