import { useMediaQuery } from '@mantine/hooks';
import { defaultRangeExtractor, type Range, useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { stepRow } from './step-row';

/** Rows drawn beyond either end of the screen, so that scrolling and the Tab key find the next ones there. */
const OVERSCAN = 8;
/** Pixels of a row, and of a card where there is no room for rows, before it was measured. */
const ESTIMATED_ROW = 47;
const ESTIMATED_CARD = 96;
/** Pixels that the header and the column heads cover at the top, and a phone's navigation at the bottom. */
const COVERED_TOP = 112;
const COVERED_BOTTOM = 76;

export interface RowWindow {
  /** For the element around the rows. */
  readonly list: RefObject<HTMLDivElement | null>;
  readonly height: number;
  /** The rows to draw; `start` is each one's distance from the top of the list. */
  readonly rows: readonly VirtualItem[];
  readonly measure: (row: HTMLElement | null) => void;
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onFocus: (event: FocusEvent) => void;
    readonly onBlur: (event: FocusEvent) => void;
  };
}

/**
 * Which rows of a long list to render: those on screen, some around them, and the focused one, which must not disappear. Arrow keys, Page, Home and End lead from row to row. Each row carries its `data-index` and holds one link.
 */
export function useRowWindow(ids: readonly string[]): RowWindow {
  const list = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string>();
  const wanted = useRef<string>(undefined);
  const keptIndex = focused === undefined ? -1 : ids.indexOf(focused);
  const isCard = useMediaQuery('(max-width: 61.99em)') ?? false;
  // oxlint-disable-next-line react/incompatible-library -- about the React compiler, which is not used here
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count: ids.length,
    estimateSize: () => (isCard ? ESTIMATED_CARD : ESTIMATED_ROW),
    overscan: OVERSCAN,
    scrollMargin: useDistanceFromTop(list),
    scrollPaddingStart: COVERED_TOP,
    scrollPaddingEnd: COVERED_BOTTOM,
    getItemKey: index => ids[index] ?? index,
    rangeExtractor: range => withIndex(range, keptIndex),
  });
  useEffect(() => {
    const link = wanted.current !== undefined && wanted.current === focused && linkIn(list.current, keptIndex);
    if (link) {
      wanted.current = undefined;
      link.focus({ preventScroll: true });
    }
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = stepRow(event.key, indexOf(event.target), ids.length, virtualizer.range);
    if (next !== undefined) {
      event.preventDefault();
      wanted.current = ids[next];
      setFocused(ids[next]);
      virtualizer.scrollToIndex(next);
    }
  };
  const margin = virtualizer.options.scrollMargin;
  return {
    list,
    height: virtualizer.getTotalSize(),
    rows: virtualizer.getVirtualItems().map(item => ({ ...item, start: item.start - margin })),
    measure: virtualizer.measureElement,
    handlers: {
      onKeyDown,
      onFocus: ({ target }) => setFocused(ids[indexOf(target)]),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (wanted.current === undefined && !currentTarget.contains(relatedTarget)) {
          setFocused(undefined);
        }
      },
    },
  };
}

/** Pixels from the top of the page to the list: what stands above it may wrap, or come and go. */
function useDistanceFromTop(list: RefObject<HTMLElement | null>): number {
  const [distance, setDistance] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(() => setDistance(Math.round((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY)));
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);
  return distance;
}

function withIndex(range: Range, index: number): number[] {
  const indexes = defaultRangeExtractor(range);
  return index < 0 || indexes.includes(index) ? indexes : [...indexes, index].toSorted((a, b) => a - b);
}

function indexOf(target: EventTarget): number {
  const row = target instanceof Element ? target.closest('[data-index]') : null;
  return Number(row?.getAttribute('data-index') ?? -1);
}

function linkIn(list: HTMLElement | null, index: number): HTMLElement | null | undefined {
  return list?.querySelector<HTMLElement>(`[data-index="${String(index)}"] a`);
}
