/** A key that went down. */
export interface KeyPress {
  /** As `KeyboardEvent.key` names it: `j`, `?`, `Enter`. */
  readonly key: string;
  /** Control, Alt or the command key was held, an input method is at work, or the key is only held down: not meant for the page. */
  readonly isReserved: boolean;
  /** The focus is where text is typed or a value is chosen. */
  readonly isTyping: boolean;
  /** The focus is in a dialog or a menu. */
  readonly isInDialog: boolean;
  /** Keeps the page from doing what the key does there by itself. */
  take(): void;
}

/** The keyboard, wherever the focus is. */
export interface Keys {
  /** @returns what ends it */
  onPress(listener: (press: KeyPress) => void): () => void;
}

export const browserKeys: Keys = {
  onPress(listener) {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented) {
        listener(toKeyPress(event));
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  },
};

const FIELDS = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';
const LAYERS = '[role="dialog"], [role="menu"], [role="listbox"]';

function toKeyPress(event: KeyboardEvent): KeyPress {
  const isWithin = (selector: string): boolean => event.target instanceof Element && event.target.closest(selector) !== null;
  return {
    key: event.key,
    isReserved: event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat,
    isTyping: isWithin(FIELDS),
    isInDialog: isWithin(LAYERS),
    take: () => event.preventDefault(),
  };
}
