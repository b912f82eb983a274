import type { Slice } from '../../platform/pace/background-lane';

const PIECE_LENGTH = 64 * 1024;

/** The JSON text of `head` with a long list in it, in pieces: the list is made as fast as it is read, and everybody else has a turn. */
export async function* jsonWithList(
  head: object,
  name: string,
  items: Iterable<unknown> | AsyncIterable<unknown>,
  slice: Slice,
): AsyncGenerator<string, void, undefined> {
  let piece = `${JSON.stringify(head).slice(0, -1)},${JSON.stringify(name)}:[`;
  let separator = '';
  for await (const item of items) {
    piece += separator + JSON.stringify(item);
    separator = ',';
    if (piece.length > PIECE_LENGTH) {
      yield piece;
      piece = '';
    }
    if (slice.isOver) {
      await slice.rest();
    }
  }
  yield `${piece}]}`;
}
