import type { BatchMessage } from '../../protocol';

/** What a report says of the page as it is then, besides its events. */
export type PresentWork = Pick<BatchMessage, 'now' | 'unreachable'>;

/** What a page reports of which nothing is known, or nothing may be told. */
export const NO_WORK: PresentWork = {};
