import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { usePorts } from '../../../ports';
import { useSwitch } from '../../../platform/preferences/remembered-switch';
import { createShortcutStore, type Shortcut, shortcutFor, type ShortcutSection, type ShortcutStore } from './shortcuts';

const ShortcutsContext = createContext<ShortcutStore | undefined>(undefined);

/** Where keys are shortcuts, unless the instructor has switched them off. */
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
 * Adds shortcuts for as long as the component is shown; the sheet lists them under `title`. Which keys there are must not change
 * meanwhile, what they do may.
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

/** Every section on the page at the moment. */
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
