import { type CellError, type CellReference, isObject, type JsonObject, type RecentRun } from '../../../../../src/protocol';

/** `data` is whatever a student's machine sent: nothing here trusts its shape or its length. */
const LENGTHS = { path: 400, id: 100, name: 200, message: 1000, traceback: 4000, code: 4000, output: 2000, question: 500 } as const;

function textOf(value: unknown, limit: number): string | undefined {
  return typeof value === 'string' ? value.slice(0, limit) : undefined;
}

function wholeOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

export function readNotebook(data: JsonObject): string | undefined {
  return textOf(data['notebook'], LENGTHS.path);
}

export function readCell(data: JsonObject): CellReference | undefined {
  const { cell } = data;
  if (!isObject(cell)) {
    return undefined;
  }
  const id = textOf(cell['id'], LENGTHS.id) ?? '';
  const index = wholeOf(cell['index']) ?? -1;
  const exercise = textOf(cell['exercise'], LENGTHS.name);
  return exercise === undefined ? { id, index } : { id, index, exercise };
}

export function readError(data: JsonObject): CellError | undefined {
  const { error } = data;
  if (!isObject(error)) {
    return undefined;
  }
  const traceback = textOf(error['traceback'], LENGTHS.traceback);
  const words = { name: textOf(error['name'], LENGTHS.name) ?? 'Error', message: textOf(error['message'], LENGTHS.message) ?? '' };
  return traceback === undefined ? words : { ...words, traceback };
}

export function readQuestion(data: JsonObject): string | undefined {
  return textOf(data['question'], LENGTHS.question);
}

/** What a student says when calling. */
export interface HelpWords {
  readonly question?: string;
  readonly notebook?: string;
  readonly cell?: CellReference;
  readonly error?: CellError;
}

/** What a help request says: the error's name and message are enough to know what it is about. */
export function readHelpWords(data: JsonObject): HelpWords {
  const question = readQuestion(data);
  const notebook = readNotebook(data);
  const cell = readCell(data);
  const { name, message } = readError(data) ?? {};
  return {
    ...(question !== undefined && { question }),
    ...(notebook !== undefined && { notebook }),
    ...(cell !== undefined && { cell }),
    ...(name !== undefined && message !== undefined && { error: { name, message } }),
  };
}

/** What `cell.executed` says, in its checked form. */
export type ExecutedCell = Omit<RecentRun, 'sid' | 'seq' | 'time'>;

const NO_CELL: CellReference = { id: '', index: -1 };

/** @param cell what `readCell` says of the same data, and `notebook` what `readNotebook` does */
export function readExecutedCell(data: JsonObject, notebook = '', cell = NO_CELL): ExecutedCell {
  const { durationMs } = data;
  const output = textOf(data['output'], LENGTHS.output);
  return {
    notebook,
    cell,
    ok: data['ok'] !== false,
    // `1e999` is JSON, and Infinity.
    durationMs: Number.isFinite(durationMs) && (durationMs as number) >= 0 ? (durationMs as number) : 0,
    executionCount: wholeOf(data['executionCount']) ?? null,
    error: readError(data) ?? null,
    code: textOf(data['code'], LENGTHS.code) ?? null,
    ...(output !== undefined && { output }),
  };
}
