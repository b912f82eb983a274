/**
 * What the server knows of a notebook that the class's instructor uploaded. It is parsed in the instructor's browser: no code, no
 * output and, but for names and headings, no text of it leaves that.
 */
export interface PlannedNotebook {
  /** The file's name without folders. */
  readonly name: string;
  /** In their order in the notebook. */
  readonly exercises: readonly PlannedExercise[];
}

export interface PlannedExercise {
  /** The author's name, as `CellReference.exercise` has it. */
  readonly name: string;
  /** The place of its cell in the notebook, from 0. */
  readonly index: number;
  /** What to show instead of the name: the heading above it, or what the instructor calls it. */
  readonly title?: string;
  /** The names of its checks; with none of them nobody passes it, unless `runningCounts`. */
  readonly checks: readonly string[];
  /** As in `Policy.placeholders`. Absent where its cell has something to run already. */
  readonly placeholder?: string;
  /** It is in no view; the record keeps it. */
  readonly isHidden?: true;
  readonly runningCounts?: true;
}

/** `GET` and `PUT /classes/{id}/notebooks`: all of them, whole; the answer to `PUT` is what `GET` says then. */
export interface CoursePlan {
  readonly notebooks: readonly PlannedNotebook[];
  /** A run that works is enough at every exercise that has no check. */
  readonly runningCounts?: true;
}
