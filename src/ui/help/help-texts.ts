/** What the form for a help request holds while it is filled in. */
export interface HelpTexts {
  readonly question: string;
  readonly closesItself: boolean;
  /** That the cell that has been running for long does not stop. */
  readonly saysRunning: boolean;
}

export const NO_HELP_TEXTS: HelpTexts = { question: '', closesItself: true, saysRunning: false };
