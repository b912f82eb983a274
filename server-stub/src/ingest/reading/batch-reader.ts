import { readRoster } from '../../class/roster/read-roster';
import type { RosterAnswer } from './question';
import { type BatchRead, type BatchRules, readBatch, readToken, type TokenRead, type WholeBody } from './read-batch';

/** Whose body it is, and whether somebody waits for what is in it. */
export interface Claim {
  readonly owner: string;
  readonly isLive: boolean;
}

/** Whoever reads bodies, here or elsewhere. */
export interface BatchReader {
  /** @param rules asked for when it is read: how much of a student's is stored may be another by then */
  batch(body: WholeBody, rules: () => BatchRules, claim: Claim): Promise<BatchRead>;
  token(body: WholeBody, claim: Claim): Promise<TokenRead>;
  roster(bytes: Uint8Array): Promise<RosterAnswer>;
  /** Folding an owner's reports took so long. */
  noteFolded(owner: string, ms: number): void;
  close(): void;
}

/** Reads in this thread, at once. */
export const readHere: BatchReader = {
  batch: async (body, rules) => readBatch(body, rules()),
  token: async body => readToken(body),
  roster: async bytes => readRoster(bytes),
  noteFolded: () => undefined,
  close: () => undefined,
};
