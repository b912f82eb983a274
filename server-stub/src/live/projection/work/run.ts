import type { Moment } from './run-log';

/** A run, with the checks that count. */
export interface Run {
  readonly moment: Moment;
  readonly checks: Moment['checks'];
  readonly hasFailed: boolean;
}
