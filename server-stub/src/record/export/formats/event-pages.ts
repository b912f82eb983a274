import type { ExportedEvent } from '../../../../../src/protocol';

/** The events of a class in the order of its log, a few at a time. */
export type EventPages = AsyncIterable<readonly ExportedEvent[]>;
