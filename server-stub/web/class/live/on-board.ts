import type { Board } from '../model/board';
import type { LiveStore } from './live-store';

/** Calls back with the board, and with every later one, whether or not anybody sees the page. @returns stops that */
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
