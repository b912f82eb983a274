import type { ProcessFigures } from '../../../harness/processes/process-figures';
import type { Limit } from '../stage/attack';
import { HELP_TO_FEED, NEVER_SHOWN, P99, REFUSED, SLOWEST_DELTA, TAKEN } from '../stage/measures';

/** Whatever one does, the others' reports are taken, and shown in the end. */
export const UNHARMED: readonly Limit[] = [
  { measure: REFUSED, atMost: 0 },
  { measure: NEVER_SHOWN, atMost: 0 },
];

/** And the attack took place. */
export const HAPPENED: Limit = { measure: TAKEN, atLeast: 1 };

export const othersWait = (timesControl: number): Limit => ({ measure: P99, timesControl });
export const helpWithinMs = (atMost: number): Limit => ({ measure: HELP_TO_FEED, atMost });
export const deltaWithinMs = (atMost: number): Limit => ({ measure: SLOWEST_DELTA, atMost });

/** The most that the server took. */
export const MEMORY = 'memory, MiB';
export const DISK = 'disk taken, MiB';
export const MIB = 1024 * 1024;
export const readMemory = ({ maxRssBytes }: ProcessFigures): number => maxRssBytes / MIB;
export const memoryWithinMib = (atMost: number): Limit => ({ measure: MEMORY, atMost });
export const diskWithinMib = (atMost: number): Limit => ({ measure: DISK, atMost });
