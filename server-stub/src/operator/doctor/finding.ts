/** How much it matters: as it should be · good to know · will hurt some day · hurts now, or at the next trouble. */
export type Level = 'ok' | 'note' | 'warning' | 'problem';

/** One thing that was looked at. */
export interface Finding {
  readonly level: Level;
  /** What was looked at, in a word or two. */
  readonly subject: string;
  /** How it is. */
  readonly state: string;
  /** What to do about it. Only an `ok` needs none. */
  readonly advice?: string;
}

export const ok = (subject: string, state: string): Finding => ({ level: 'ok', subject, state });
export const note = (subject: string, state: string, advice: string): Finding => ({ level: 'note', subject, state, advice });
export const warning = (subject: string, state: string, advice: string): Finding => ({ level: 'warning', subject, state, advice });
export const problem = (subject: string, state: string, advice: string): Finding => ({ level: 'problem', subject, state, advice });
