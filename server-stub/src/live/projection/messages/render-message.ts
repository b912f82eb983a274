import type { SentMessage } from '../../../../../src/protocol';
import { toTimestamp } from '../../../platform/clock';
import { effectOf, type HintMeasure } from './hint-effect';
import type { KnownMessage } from './message-record';

export interface MessageMeasure extends HintMeasure {
  /** Whether a student no longer needs it, since what it was about works. */
  readonly isLapsed: (studentId: string) => boolean;
}

/** A message as instructors see it. */
export function renderMessage(message: KnownMessage, measure: MessageMeasure): SentMessage {
  const { id, to, text, by, atMs } = message.sent;
  const addressed = [...message.recipients].filter(([, { isAddressed }]) => isAddressed);
  const unseen = addressed.filter(([, { shownAtMs }]) => shownAtMs === undefined);
  const rendered = { id, to, text, sentAt: toTimestamp(atMs), by, recipients: addressed.length, shown: addressed.length - unseen.length };
  if (!('errorGroup' in to)) {
    return rendered;
  }
  const effect = effectOf(message, measure);
  const lapsed = unseen.filter(([studentId]) => measure.isLapsed(studentId)).length;
  return { ...rendered, lapsed, ...(effect !== undefined && { effect }) };
}
