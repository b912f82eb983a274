import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TextStore } from '../text-store';

/** An on/off setting that survives a reload. */
export interface RememberedSwitch {
  readonly store: StoreApi<boolean>;
  turn(isOn: boolean): void;
}

/** @param isOnAtFirst the default */
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
