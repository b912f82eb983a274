import { createStore, type StoreApi } from 'zustand/vanilla';
import type { KeyPress } from '../../../platform/page/keys';

/** One key and what it does. */
export interface Shortcut {
  /** As `KeyboardEvent.key` names it. */
  readonly key: string;
  /** What it does, for the shortcut list. */
  readonly name: string;
  readonly run: () => void;
  /** Works while a dialog or drawer is open, too. */
  readonly worksInDialogs?: boolean;
}

/** The shortcuts of one part of the page, under a title. */
export interface ShortcutSection {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/** All registered sections, oldest first. */
export type ShortcutStore = StoreApi<readonly ShortcutSection[]>;

export function createShortcutStore(): ShortcutStore {
  return createStore<readonly ShortcutSection[]>(() => []);
}

/** The shortcut for a key press, if any. Newer sections win; typing is never a shortcut. */
export function shortcutFor(press: KeyPress, sections: readonly ShortcutSection[]): Shortcut | undefined {
  if (press.isReserved || press.isTyping) {
    return undefined;
  }
  // Caps Lock or Shift: it is the same key.
  const typed = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const fitting = sections.flatMap(({ shortcuts }) => shortcuts).filter(({ key }) => key === typed);
  return fitting.findLast(({ worksInDialogs }) => !press.isInDialog || worksInDialogs === true);
}
