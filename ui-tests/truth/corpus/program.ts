/** An exercise as its author hands it out, with its checks. */
export interface CorpusExercise {
  readonly name: string;
  readonly placeholder: string;
  /** Each an assertion or several. */
  readonly checks: readonly string[];
  readonly programs: readonly Program[];
}

/** What a beginner wrote in the place of the placeholder. */
export interface Program {
  /** What is wrong with it, or what is right in an unusual way. */
  readonly what: string;
  readonly isRight: boolean;
  readonly source: string;
  /** Its run, or that of a check, has no end: its student interrupts it. */
  readonly isEndless?: true;
}

export const right = (what: string, source: string): Program => ({ what, isRight: true, source });

export const wrong = (what: string, source: string): Program => ({ what, isRight: false, source });

export const endless = (what: string, source: string): Program => ({ what, isRight: false, source, isEndless: true });
