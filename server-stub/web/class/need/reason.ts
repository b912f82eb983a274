import type { ExerciseState, HelpRequest } from '../../../../src/protocol';
import type { JudgedSetback } from './long-setback';

/** Why somebody is on the list of who is next. Times are milliseconds by the server's clock. */
export type Reason =
  /** They called, in an exercise as it is called; null outside any. */
  | { readonly kind: 'help'; readonly request: HelpRequest; readonly exercise: string | null; readonly sinceMs: number }
  /** A cell runs for longer than is usual where it is. */
  | ({ readonly kind: 'running' } & LongRun)
  /** A cell waits for input for long. */
  | ({ readonly kind: 'waits' } & LongRun)
  /** A cell waits for a kernel that its page has no connection to. */
  | { readonly kind: 'unreachable'; readonly notebook: string; readonly sinceMs: number }
  | Struggling
  /** Failing runs in a row, outside any exercise. */
  | { readonly kind: 'failing'; readonly streak: number; readonly sinceMs: number }
  /** No activity at a place that most of the class has left behind. */
  | { readonly kind: 'stalled'; readonly exercise: string; readonly share: number; readonly sinceMs: number };

interface LongRun {
  /** What it is called; null outside any exercise. */
  readonly exercise: string | null;
  readonly sinceMs: number;
  /** How long a run takes the class here, in milliseconds; null where nobody knows. */
  readonly medianRunMs: number | null;
}

/** Time in an exercise without progress: what is tried fails for longer than is usual, or nothing of the whole comes newly right. */
interface Struggling {
  readonly kind: 'struggling';
  readonly exercise: ExerciseState | undefined;
  /** Since when this fails; without a setback, since when nothing has come newly right. */
  readonly sinceMs: number;
  /** When the newest run was. */
  readonly lastMs: number;
  /** What fails; absent where it is the exercise as a whole that does not come right. */
  readonly setback?: JudgedSetback;
  /** Since something newly came right in the exercise. */
  readonly exerciseSinceMs: number;
  readonly runs: number;
  readonly failures: number;
  readonly failingChecks: number;
  /** The same error in the newest runs, since then. */
  readonly sameError?: { readonly name: string; readonly sinceMs: number; readonly runs: number };
  /** How long the exercise takes the class, in milliseconds; null where nobody knows. */
  readonly medianMs: number | null;
}
