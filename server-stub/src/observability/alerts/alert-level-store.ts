import type { AlertLevelChanges } from '../../../../src/protocol';

/** What instructors chose of the alerts' levels, by the alert's name. Null: what the server was started with, again. */
export type ChosenLevels = AlertLevelChanges['levels'];

/** The chosen levels of all servers on one store. Every call may throw `LogUnavailableError`. */
export interface AlertLevelStore {
  get(): Promise<ChosenLevels>;
  /** Puts these in place of what was chosen for the same alerts, and leaves the others; atomic. */
  put(chosen: ChosenLevels): Promise<void>;
}
