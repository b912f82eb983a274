/** Figures by what they measure, with the unit. */
export type Measures = Readonly<Record<string, number>>;

/** Of the attack itself: one that is refused as a whole shows nothing. */
export const TAKEN = 'requests of the attack taken';

/** What every attack is judged by. */
export const P50 = 'p50, ms';
export const P99 = 'p99, ms';
export const REFUSED = 'reports refused';
export const SLOWEST_DELTA = 'slowest delta, ms';
export const HELP_TO_FEED = 'help to feed, ms';
export const NEVER_SHOWN = 'never shown';
