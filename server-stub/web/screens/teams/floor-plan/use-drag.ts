import { type PointerEvent, useRef, useState } from 'react';
import type { Point } from './grid';

/** What is being dragged. */
interface Dragged {
  readonly team: string;
  /** Where the pointer is in the window, in pixels. */
  readonly clientX: number;
  readonly clientY: number;
}

interface DragHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerCancel: () => void;
}

export interface Drag {
  /** Undefined while nothing is dragged. */
  readonly dragged: Dragged | undefined;
  /** For the element of one team. */
  readonly handlersOf: (team: string) => DragHandlers;
  /** Whether the click that a browser reports now was one, and not the end of a drag. */
  readonly isClick: () => boolean;
}

/** A press that moves less than this many pixels is a click. */
const CLICK_PX = 5;

/**
 * Dragging with a mouse, a finger or a pen, on plain pointer events: a team goes to any point of a surface, so there is
 * nothing to sort or to collide with, for which libraries are made.
 * @param onDrop where in the surface it was let go, as shares of its size; undefined outside it
 */
export function useDrag(surface: () => Element | null, onDrop: (team: string, at: Point | undefined) => void): Drag {
  const [dragged, setDragged] = useState<Dragged>();
  const pressed = useRef<Dragged>(undefined);
  const hasDropped = useRef(false);
  const end = (): void => {
    pressed.current = undefined;
    setDragged(undefined);
  };
  const handlersOf = (team: string): DragHandlers => ({
    onPointerDown: event => {
      if (event.button === 0 && event.isPrimary) {
        event.currentTarget.setPointerCapture(event.pointerId);
        hasDropped.current = false;
        pressed.current = { team, clientX: event.clientX, clientY: event.clientY };
      }
    },
    onPointerMove: ({ clientX, clientY }) => {
      if (pressed.current !== undefined && (dragged !== undefined || isFar(pressed.current, clientX, clientY))) {
        setDragged({ team, clientX, clientY });
      }
    },
    onPointerUp: event => {
      if (dragged !== undefined) {
        hasDropped.current = true;
        onDrop(team, shareOf(surface(), event));
      }
      end();
    },
    onPointerCancel: end,
  });
  return { dragged, handlersOf, isClick: () => !hasDropped.current };
}

function isFar({ clientX, clientY }: Dragged, x: number, y: number): boolean {
  return Math.hypot(x - clientX, y - clientY) >= CLICK_PX;
}

/** A point of the window as shares of an element's size; undefined outside it. */
export function shareOf(
  element: Element | null,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): Point | undefined {
  const box = element?.getBoundingClientRect();
  if (box === undefined || clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom) {
    return undefined;
  }
  return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
}
