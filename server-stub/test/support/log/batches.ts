import type { RejectedEvent } from '../../../../src/protocol';
import type { BatchAppend, EventLog } from '../../../src/log/event-log';

export const SID = 'A'.repeat(22);

interface BatchWords {
  readonly studentId?: string;
  readonly sid?: string;
  readonly oldest?: number;
  readonly eventsJson?: string;
  readonly rejected?: readonly RejectedEvent[];
}

/** A batch of the events `first` to `last` of a client that still holds all from 1 on, unless `words` say otherwise. */
export function batch(first: number, last: number, words: BatchWords = {}): BatchAppend {
  const { studentId = 'ada', sid = SID, oldest = 1, eventsJson = eventsOf(first, last), rejected = [] } = words;
  const when = { sentAt: '2026-11-22T09:10:00.000Z', receivedAtMs: 1_795_338_600_123 };
  return { oldest, entry: { kind: 'batch', studentId, team: 'team 1', sid, first, last, ...when, eventsJson, rejected } };
}

function eventsOf(first: number, last: number): string {
  const events = Array.from({ length: last - first + 1 }, (_, index) => ({ seq: first + index, type: 'test', data: {} }));
  return JSON.stringify(events);
}

/** Resolves when the log tells of this class's growth. */
export function growthOf(log: EventLog, classId: string): Promise<void> {
  return new Promise(resolve => {
    const stop = log.onGrowth(grown => {
      if (grown === classId) {
        stop();
        resolve();
      }
    });
  });
}
