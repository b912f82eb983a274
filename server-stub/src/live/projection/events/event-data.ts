import {
  type CellError,
  type CellReference,
  type CheckResult,
  endOfPath,
  isObject,
  type JsonObject,
  LIMITS,
  type RecentRun,
  type RunEnd,
} from '../../../../../src/protocol';

/** `data` is whatever a student's machine sent: nothing here trusts its shape or its length. */
const LENGTHS = {
  id: 100,
  /** Of an error. */
  name: 200,
  /** Of an exercise, and of a check. */
  exercise: LIMITS.exerciseNameLength,
  message: 1000,
  traceback: 4000,
  code: 4000,
  output: 2000,
  question: 500,
} as const;

function textOf(value: unknown, limit: number): string | undefined {
  return typeof value === 'string' ? value.slice(0, limit) : undefined;
}

function wholeOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

function pathOf(value: unknown): string | undefined {
  return typeof value === 'string' ? endOfPath(value) : undefined;
}

export function readNotebook(data: JsonObject): string | undefined {
  return pathOf(data['notebook']);
}

/** The path that says where something belongs, over renames: what was done under an earlier one goes on. */
export function readHome(data: JsonObject): string | undefined {
  return pathOf(data['formerly']) ?? readNotebook(data);
}

export function readCell(data: JsonObject): CellReference | undefined {
  const { cell } = data;
  if (!isObject(cell)) {
    return undefined;
  }
  const id = textOf(cell['id'], LENGTHS.id) ?? '';
  const index = wholeOf(cell['index']) ?? -1;
  const exercise = textOf(cell['exercise'], LENGTHS.exercise);
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

export function readEnd({ ended }: JsonObject): RunEnd | undefined {
  return ended === 'interrupted' || ended === 'untouched' || ended === 'kernel_died' ? ended : undefined;
}

/** Whether a run says anything of whether its student gets on: what a person stopped does not, nor what they have not touched. */
export function isCounted(ended: RunEnd | undefined): boolean {
  return ended !== 'interrupted' && ended !== 'untouched';
}

/** One result for each check; undefined where there is none. Of what is told twice, the failure counts, and under a kernel that died all fail. */
export function readChecks(data: JsonObject): readonly CheckResult[] | undefined {
  const { checks } = data;
  if (!Array.isArray(checks)) {
    return undefined;
  }
  const results = new Map<string, CheckResult>();
  const hasDied = readEnd(data) === 'kernel_died';
  for (const told of checks.slice(0, LIMITS.checksPerRun) as unknown[]) {
    const result = isObject(told) ? readCheck(told, hasDied) : undefined;
    const key = result && JSON.stringify([result.exercise, result.check]);
    if (result !== undefined && key !== undefined && results.get(key)?.ok !== false) {
      results.set(key, result);
    }
  }
  return results.size === 0 ? undefined : [...results.values()];
}

function readCheck(told: JsonObject, hasDied: boolean): CheckResult | undefined {
  const [exercise, check] = [textOf(told['exercise'], LENGTHS.exercise), textOf(told['check'], LENGTHS.exercise)];
  return exercise && check && typeof told['ok'] === 'boolean' ? { exercise, check, ok: told['ok'] && !hasDied } : undefined;
}

/** The check that says what its run was about, where a run tells several: the first that fails. */
export function mainCheck(checks: readonly CheckResult[]): CheckResult | undefined {
  return checks.find(({ ok }) => !ok) ?? checks.at(-1);
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
  readonly about?: 'running';
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
    ...(data['about'] === 'running' && { about: 'running' as const }),
  };
}

/** What `cell.executed` says, in its checked form. */
export type ExecutedCell = Omit<RecentRun, 'sid' | 'seq' | 'time'>;

const NO_CELL: CellReference = { id: '', index: -1 };

/** @param cell what `readCell` says of the same data, and `notebook` what `readNotebook` does */
export function readExecutedCell(data: JsonObject, notebook = '', cell = NO_CELL): ExecutedCell {
  const { durationMs } = data;
  const [ended, checks] = [readEnd(data), readChecks(data)];
  const output = textOf(data['output'], LENGTHS.output);
  return {
    notebook,
    cell,
    ok: data['ok'] !== false && ended !== 'kernel_died',
    ...(checks !== undefined && { checks }),
    ...(ended !== undefined && { ended }),
    // `1e999` is JSON, and Infinity.
    durationMs: Number.isFinite(durationMs) && (durationMs as number) >= 0 ? (durationMs as number) : 0,
    executionCount: wholeOf(data['executionCount']) ?? null,
    error: readError(data) ?? null,
    code: textOf(data['code'], LENGTHS.code) ?? null,
    ...(output !== undefined && { output }),
  };
}
