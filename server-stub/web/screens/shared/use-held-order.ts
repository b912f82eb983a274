import { type FocusEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Entry } from '../../class/model/entry';
import { holdOrder, type Sort } from '../../class/model/order';

export interface HeldOrder<T> {
  readonly shown: readonly T[];
  /** Whether the held order differs from the current one. */
  readonly isOutOfOrder: boolean;
  /** For the element around the rows. */
  readonly handlers: {
    readonly onPointerEnter: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: (event: FocusEvent) => void;
    readonly onBlur: (event: FocusEvent) => void;
  };
}

/** What holds the order, and the order held. */
interface Hold {
  readonly isPointed: boolean;
  readonly isFocused: boolean;
  readonly ids: readonly string[];
  readonly sort: unknown;
}

/**
 * Keeps entries in place while the mouse or the keyboard focus is on the rows, so that none jumps away before a click.
 * (Touch does not hold: it scrolls.) Choosing another sort releases the order.
 */
export function useHeldOrder(entries: readonly Entry[], sort: Sort): HeldOrder<Entry> {
  return useHeldItems(entries, idOf, sort);
}

const idOf = ({ student }: Entry): string => student.studentId;

/** The same for anything that has a key. */
export function useHeldItems<T>(items: readonly T[], keyOf: (item: T) => string, sort?: unknown): HeldOrder<T> {
  const [hold, setHold] = useState<Hold>();
  const list = useRef<Element>(null);
  // A render may remove the focused row without a blur event.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => {
    if (hold?.isFocused === true && list.current?.contains(list.current.ownerDocument.activeElement) !== true) {
      setHold({ ...hold, isFocused: false });
    }
  });
  const wanted = items.map(keyOf);
  const isHeld = hold !== undefined && (hold.isPointed || hold.isFocused) && hold.sort === sort;
  const order = isHeld ? holdOrder(hold.ids, wanted) : wanted;
  const set = (change: Partial<Hold>): void =>
    setHold(before => ({ isPointed: before?.isPointed ?? false, isFocused: before?.isFocused ?? false, ids: order, sort, ...change }));
  return {
    shown: isHeld ? inOrder(items, keyOf, order) : items,
    isOutOfOrder: order.some((id, index) => id !== wanted[index]),
    handlers: {
      onPointerEnter: event => set({ isPointed: event.pointerType === 'mouse' }),
      onPointerLeave: () => set({ isPointed: false }),
      // After a click the focus stays behind while the mouse moves on; only keyboard focus holds.
      onFocus: event => {
        list.current = event.currentTarget;
        set({ isFocused: event.target.matches(':focus-visible') });
      },
      onBlur: event => set({ isFocused: event.currentTarget.contains(event.relatedTarget) }),
    },
  };
}

function inOrder<T>(items: readonly T[], keyOf: (item: T) => string, order: readonly string[]): readonly T[] {
  const byKey = new Map(items.map(item => [keyOf(item), item]));
  return order.map(key => byKey.get(key)).filter(item => item !== undefined);
}
