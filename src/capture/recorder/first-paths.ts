import type { Keepsake } from '../../platform/keepsake';
import { isUnnamed } from '../../protocol';

/** Renames that are remembered; the oldest are forgotten. */
const MAX_KEPT = 100;

/** Path now → path at first, of a notebook or of a folder; the oldest rename first. */
type Moves = ReadonlyMap<string, string>;

/**
 * The path that each notebook had when this browser first knew it, over renames, moves and reloads: what was done under it goes on. Kept in the
 * browser, which all its tabs share; nothing is asked of the server.
 */
export class FirstPaths {
  readonly #keepsake: Keepsake;
  #text: string | undefined;
  #moves: Moves = new Map();
  #lastMove = { from: '', to: '' };

  constructor(keepsake: Keepsake) {
    this.#keepsake = keepsake;
  }

  /** Undefined for a notebook that still has its first path. @param path of a notebook, relative to the root of the Jupyter server */
  formerly(path: string): string | undefined {
    const first = firstOf(this.#read(), path);
    return first === path ? undefined : first;
  }

  /** A notebook or a folder was renamed or moved. */
  noteMove(from: string, to: string): void {
    this.#lastMove = { from, to };
    const moves = this.#read();
    const moved = new Map([...moves].map(([path, first]) => [isWithin(path, from) ? to + path.slice(from.length) : path, first]));
    this.#write(continued(moved, to, firstOf(moves, from)));
  }

  /** The work on an open notebook goes on under another path: it was saved under another name, or moved, which `noteMove` may have been told. */
  noteContinued(from: string, to: string): void {
    const move = this.#lastMove;
    const isKnown = isWithin(from, move.from) && to === move.to + from.slice(move.from.length);
    if (!isKnown) {
      const moves = this.#read();
      this.#write(continued(moves, to, firstOf(moves, from)));
    }
  }

  /** What was at this path is gone, or something new is there: it is not what was moved there once. */
  forget(path: string): void {
    const moves = this.#read();
    const others = [...moves].filter(([other]) => !isWithin(other, path));
    if (others.length < moves.size) {
      this.#write(new Map(others));
    }
  }

  /** Another tab may have written; only what has changed is parsed. */
  #read(): Moves {
    const text = this.#keepsake.read();
    if (text !== undefined && text !== this.#text) {
      this.#text = text;
      this.#moves = parse(text);
    }
    return this.#moves;
  }

  #write(moves: Moves): void {
    this.#moves = new Map([...moves].slice(-MAX_KEPT));
    this.#text = JSON.stringify([...this.#moves]);
    this.#keepsake.write(this.#text);
  }
}

function continued(moves: Moves, path: string, first: string): Moves {
  const others = new Map([...moves].filter(([other]) => other !== path));
  return isUnnamed(first) || firstOf(others, path) === first ? others : others.set(path, first);
}

function firstOf(moves: Moves, path: string): string {
  const own = moves.get(path);
  if (own !== undefined) {
    return own;
  }
  const end = path.lastIndexOf('/');
  return end < 0 ? path : firstOf(moves, path.slice(0, end)) + path.slice(end);
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** What cannot be read counts as nothing. */
function parse(text: string): Moves {
  try {
    const entries: unknown = JSON.parse(text);
    return new Map(Array.isArray(entries) ? (entries as unknown[]).filter(isMove).slice(-MAX_KEPT) : []);
  } catch {
    return new Map();
  }
}

function isMove(entry: unknown): entry is [string, string] {
  return Array.isArray(entry) && entry.length === 2 && entry.every(part => typeof part === 'string');
}
