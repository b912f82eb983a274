import { createContext } from 'react';

/** Whether projector mode was switched by its button. Everything is drawn anew then, and the new button takes the focus that the old one had. */
export class ProjectorPress {
  #isNew = false;

  note(): void {
    this.#isNew = true;
  }

  /** @returns whether there was a press that nobody took yet */
  take(): boolean {
    const wasNew = this.#isNew;
    this.#isNew = false;
    return wasNew;
  }
}

export const ProjectorPressContext = createContext(new ProjectorPress());
