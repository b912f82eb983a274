import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TextStore } from '../text-store';

/** Something that is on or off, and is found as it was left. */
export interface RememberedSwitch {
  readonly store: StoreApi<boolean>;
  turn(isOn: boolean): void;
}

/** @param isOnAtFirst until somebody has turned it */
export function createRememberedSwitch(kept: TextStore, name: string, isOnAtFirst: boolean): RememberedSwitch {
  const text = kept.read(name);
  const store = createStore<boolean>(() => (text === undefined ? isOnAtFirst : text === 'on'));
  return {
    store,
    turn(isOn) {
      store.setState(isOn, true);
      kept.write(name, isOn ? 'on' : 'off');
    },
  };
}

export function useSwitch({ store }: RememberedSwitch): boolean {
  return useStore(store);
}
