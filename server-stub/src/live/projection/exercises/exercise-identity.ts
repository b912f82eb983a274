import { createHash } from 'node:crypto';
import type { CellReference } from '../../../../../src/protocol';

/** What Jupyter puts at the end of a copy's name, and a browser of a second download's; a copy of a copy has it twice. */
const COPY_SUFFIX = /(?:-Copy\d{0,6}| \(\d{1,3}\)){1,8}(?=\.[^.]*$|$)/u;

/**
 * What students' copies of a notebook have in common: `alice/hw1-Copy1.ipynb` is `hw1.ipynb`. It has no line breaks. Letters that one system writes
 * apart from their marks and another together (`が`, `é`) are the same.
 */
export function notebookName(path: string): string {
  return path
    .slice(path.lastIndexOf('/') + 1)
    .replace(COPY_SUFFIX, '')
    .replaceAll('\n', ' ')
    .normalize('NFC');
}

/**
 * What tells an exercise from the others of a class, wherever its notebook is and whatever cells are before it: the notebook's name, and its
 * author's name for it or else the cell's id.
 */
export type ExerciseKey = string;

const NAMED = 'name\n';
const CELL = 'cell\n';

/** @param notebook as `notebookName` has it */
export function namedExercise(notebook: string, name: string): ExerciseKey {
  return `${NAMED}${notebook}\n${name}`;
}

/** Undefined for a cell that cannot be told from another. */
export function exerciseKeyOf(notebook: string, { id, exercise }: CellReference): ExerciseKey | undefined {
  if (exercise !== undefined && exercise !== '') {
    return namedExercise(notebook, exercise);
  }
  return id === '' ? undefined : `${CELL}${notebook}\n${id}`;
}

/** The author's name for it; undefined for a cell that was given none. */
export function authorsName(key: ExerciseKey): string | undefined {
  return key.startsWith(NAMED) ? key.slice(key.indexOf('\n', NAMED.length) + 1) : undefined;
}

/** As `notebookName` has it. */
export function notebookOf(key: ExerciseKey): string {
  const start = key.indexOf('\n') + 1;
  return key.slice(start, key.indexOf('\n', start));
}

/** An id that says nothing of what it was made from. */
export function stableId(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('base64url').slice(0, 16);
}
