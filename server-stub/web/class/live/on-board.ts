import type { Board } from '../model/board';
import type { LiveStore } from './live-store';

/** Calls back with the current board and every later one, even while the page is hidden. @returns unsubscribes */
export function onBoard({ getState, subscribe }: LiveStore, listener: (board: Board) => void): () => void {
  let seen: Board | undefined;
  const look = (): void => {
    const { board } = getState();
    if (board !== undefined && board !== seen) {
      seen = board;
      listener(board);
    }
  };
  look();
  return subscribe(look);
}
