import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { usePorts } from '../../../ports';
import { useSwitch } from '../../../platform/preferences/remembered-switch';
import { createShortcutStore, type Shortcut, shortcutFor, type ShortcutSection, type ShortcutStore } from './shortcuts';

const ShortcutsContext = createContext<ShortcutStore | undefined>(undefined);

/** Runs keyboard shortcuts, unless the instructor has turned them off. */
export function ShortcutsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { keys, switches } = usePorts();
  const [store] = useState(createShortcutStore);
  const areOn = useSwitch(switches.shortcuts);
  useEffect(() => {
    return areOn
      ? keys.onPress(press => {
          const shortcut = shortcutFor(press, store.getState());
          if (shortcut !== undefined) {
            press.take();
            shortcut.run();
          }
        })
      : undefined;
  }, [keys, store, areOn]);
  return <ShortcutsContext value={store}>{children}</ShortcutsContext>;
}

/**
 * Registers shortcuts while the component is mounted; the shortcut list shows them under `title`. The set of keys must stay the same
 * meanwhile; what they do may change.
 */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const store = useShortcutStore();
  const newest = useRef(shortcuts);
  useEffect(() => {
    newest.current = shortcuts;
  });
  useEffect(() => {
    const section: ShortcutSection = {
      title,
      get shortcuts() {
        return newest.current;
      },
    };
    store.setState(sections => [...sections, section], true);
    return () => store.setState(sections => sections.filter(each => each !== section), true);
  }, [store, title]);
}

/** The sections of all mounted components. */
export function useShortcutSections(): readonly ShortcutSection[] {
  return useStore(useShortcutStore());
}

function useShortcutStore(): ShortcutStore {
  const store = useContext(ShortcutsContext);
  if (store === undefined) {
    throw new Error('Shortcuts are used outside ShortcutsProvider');
  }
  return store;
}
