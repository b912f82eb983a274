/** What the student ran in a notebook since the page was opened: the cell that they wait for, else the last one that ran. */
export interface RecentRun {
  readonly cellId: string;
  readonly isRunning: boolean;
}
