import type { CheckedCellFacts } from '../../../../../src/capture/checks/declared-check';
import { findExercise } from '../../../../../src/capture/exercises/exercise';
import { isObject } from '../../../../../src/protocol';

/** A cell of a notebook file, as far as it matters which exercises are in it. */
export interface NotebookCell extends CheckedCellFacts {
  readonly isMarkdown: boolean;
}

export interface NotebookFile {
  /** Of the kernel; what is not said is Python. */
  readonly language: string;
  readonly cells: readonly NotebookCell[];
}

/** Reads the text of a notebook file, format 4; undefined for any other text. */
export function readNotebookFile(text: string): NotebookFile | undefined {
  const notebook = parse(text);
  if (!isObject(notebook) || !Array.isArray(notebook['cells'])) {
    return undefined;
  }
  const { kernelspec, language_info: languageInfo } = isObject(notebook['metadata']) ? notebook['metadata'] : {};
  const language = textIn(kernelspec, 'language') ?? textIn(languageInfo, 'name') ?? 'python';
  return { language, cells: notebook['cells'].map(readCell) };
}

function readCell(cell: unknown, index: number): NotebookCell {
  const { metadata, source, cell_type: type } = isObject(cell) ? cell : {};
  const { nbgrader, tags } = isObject(metadata) ? metadata : {};
  const text = joinSource(source);
  return {
    // A cell's own id may be missing, or there twice.
    id: String(index),
    isCode: type === 'code',
    isMarkdown: type === 'markdown',
    nbgrader,
    tags,
    exercise: findExercise({ nbgrader, tags }),
    readSource: () => text,
  };
}

/** The format has it as one text or as lines. */
function joinSource(source: unknown): string {
  if (Array.isArray(source)) {
    return source.filter(line => typeof line === 'string').join('');
  }
  return typeof source === 'string' ? source : '';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textIn(value: unknown, name: string): string | undefined {
  const text = isObject(value) ? value[name] : undefined;
  return typeof text === 'string' ? text : undefined;
}
