/** Moves the focus about the page, for people who work by keyboard. Screens mark what can be reached. */
export interface PageFocus {
  /** To the next (1) or the one before (-1) of the elements with `data-step`; to the first when none has the focus. */
  step(direction: 1 | -1): void;
  /** To the screen's search field, if it has one. */
  search(): void;
  /** Presses the button with this `data-press` in the row or dialog that has the focus. */
  press(name: string): void;
}

export const browserFocus: PageFocus = {
  step(direction) {
    const steps = [...document.querySelectorAll<HTMLElement>('#content [data-step]')];
    const next = steps[nextIndex(steps.map(isPresent), direction)];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  },
  search() {
    document.querySelector<HTMLElement>('#content input[type="search"]')?.focus();
  },
  press(name) {
    focusedRow()?.querySelector<HTMLElement>(`[data-press="${name}"]`)?.click();
  },
};

function nextIndex(arePresent: readonly boolean[], direction: 1 | -1): number {
  const present = arePresent.indexOf(true);
  return present < 0 ? 0 : present + direction;
}

/** Whether the focus is on it, or on something else in its row. */
function isPresent(step: HTMLElement): boolean {
  return step === document.activeElement || focusedRow()?.contains(step) === true;
}

function focusedRow(): Element | null | undefined {
  return document.activeElement?.closest('li, [role="row"], [role="dialog"]');
}
