import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A cell as nbformat has it. */
export interface WrittenCell {
  readonly cell_type: 'code' | 'markdown';
  readonly id?: string;
  readonly metadata: { readonly tags?: readonly string[]; readonly nbgrader?: { readonly grade_id?: string } };
  readonly source: string | readonly string[];
}

/** A code cell that an author writes. @param tags such as `exercise:loops` */
export function code(id: string, source: string, ...tags: readonly string[]): object {
  return { cell_type: 'code', execution_count: null, id, metadata: tags.length === 0 ? {} : { tags }, outputs: [], source };
}

export function text(id: string, source: string): object {
  return { cell_type: 'markdown', id, metadata: {}, source };
}

/** Writes a notebook for a kernel, Python's unless told. */
export async function writeNotebook(file: string, cells: readonly object[], kernel = 'python3', metadata: object = {}): Promise<void> {
  const kernelspec = { name: kernel, display_name: kernel, ...(kernel === 'python3' && { language: 'python' }) };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ cells, metadata: { kernelspec, ...metadata }, nbformat: 4, nbformat_minor: 5 }));
}

/** The cells of a notebook file. */
export function readCells(file: string): readonly WrittenCell[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { cells: WrittenCell[] }).cells;
}

export function sourceOf({ source }: Pick<WrittenCell, 'source'>): string {
  return typeof source === 'string' ? source : source.join('');
}
