import type { Checked } from '../../../../src/protocol';
import { type ReadRoster, readRoster } from '../../class/roster/read-roster';
import { type BatchRead, type BatchRules, readBatch, readToken, type TokenRead, type WholeBody } from './read-batch';

/** What the thread is asked. Without `rules` the token alone is wanted. */
export interface Question {
  readonly body: WholeBody;
  readonly rules?: BatchRules;
}

/** A roster is wanted, of its file's bytes. */
export interface RosterQuestion {
  readonly roster: Uint8Array;
}

/** Reading failed through a fault of ours: the others are to be read all the same. */
export interface Failed {
  readonly kind: 'failed';
  readonly reason: string;
}

export type Answer = BatchRead | TokenRead;
export type RosterAnswer = Checked<ReadRoster>;

/** @throws whatever is wrong with us */
export function answer({ body, rules }: Question): Answer {
  return rules === undefined ? readToken(body) : readBatch(body, rules);
}

/** The same for a thread, which would end with the error. */
export function tryToAnswer(question: Question | RosterQuestion): Answer | RosterAnswer | Failed {
  try {
    return 'roster' in question ? readRoster(question.roster) : answer(question);
  } catch (error) {
    return { kind: 'failed', reason: String(error) };
  }
}
