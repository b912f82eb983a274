import { type BatchRead, type BatchRules, readBatch, readToken, type TokenRead, type WholeBody } from './read-batch';

/** What the thread is asked. Without `rules` the token alone is wanted. */
export interface Question {
  readonly body: WholeBody;
  readonly rules?: BatchRules;
}

export type Answer = BatchRead | TokenRead;

export function answer({ body, rules }: Question): Answer {
  return rules === undefined ? readToken(body) : readBatch(body, rules);
}
