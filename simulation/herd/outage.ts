/**
 * How the server is gone:
 * - refused: every connection is refused at once, as while its process restarts
 * - hanging: requests are never answered, and time out, as behind a dead route
 * - unavailable: it answers 503 with a jittered `Retry-After`, as while its log is down
 */
export const OUTAGE_KINDS = ['refused', 'hanging', 'unavailable'] as const;
export type OutageKind = (typeof OUTAGE_KINDS)[number];

/** Virtual milliseconds, in whole seconds. */
export interface Outage {
  readonly kind: OutageKind;
  readonly fromMs: number;
  readonly toMs: number;
}
