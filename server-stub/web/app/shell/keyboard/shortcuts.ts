import { createStore, type StoreApi } from 'zustand/vanilla';
import type { KeyPress } from '../../../platform/page/keys';

/** Something that one key does. */
export interface Shortcut {
  /** As `KeyboardEvent.key` names it. */
  readonly key: string;
  /** What it does, in words, for the sheet. */
  readonly name: string;
  readonly run: () => void;
  /** Also while a dialog or drawer is open. */
  readonly worksInDialogs?: boolean;
}

/** The shortcuts of one part of the page, under a title. */
export interface ShortcutSection {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/** All sections on the page, in the order in which they came. */
export type ShortcutStore = StoreApi<readonly ShortcutSection[]>;

export function createShortcutStore(): ShortcutStore {
  return createStore<readonly ShortcutSection[]>(() => []);
}

/** What a key press asks for. Of two shortcuts with one key the newer section's counts; typing is never taken for a shortcut. */
export function shortcutFor(press: KeyPress, sections: readonly ShortcutSection[]): Shortcut | undefined {
  if (press.isReserved || press.isTyping) {
    return undefined;
  }
  const fitting = sections.flatMap(({ shortcuts }) => shortcuts).filter(({ key }) => key === press.key);
  return fitting.findLast(({ worksInDialogs }) => !press.isInDialog || worksInDialogs === true);
}
