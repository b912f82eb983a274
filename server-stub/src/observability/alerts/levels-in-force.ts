import type { AlertLevelStore, ChosenLevels } from './alert-level-store';
import type { AlertSettings } from './alert-settings';

/** What the server was started with, and on top of it what instructors chose, on this server or on another one of the same store. */
export class LevelsInForce {
  readonly #store: AlertLevelStore;
  #chosen: AlertSettings = {};

  constructor(
    readonly started: AlertSettings,
    store: AlertLevelStore,
  ) {
    this.#store = store;
  }

  get chosen(): AlertSettings {
    return this.#chosen;
  }

  get settings(): AlertSettings {
    return { ...this.started, ...this.#chosen };
  }

  /** Takes up what was chosen anywhere. @throws LogUnavailableError; then what was known holds on */
  async refresh(): Promise<void> {
    const kept = Object.entries(await this.#store.get());
    this.#chosen = Object.fromEntries(kept.filter(([, setting]) => setting !== null)) as AlertSettings;
  }

  /** @throws LogUnavailableError */
  async choose(chosen: ChosenLevels): Promise<void> {
    await this.#store.put(chosen);
    await this.refresh();
  }
}
