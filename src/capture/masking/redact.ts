import {
  byteLength,
  type CaptureLevel,
  type CellError,
  type CellExecutedData,
  type CellReference,
  includesLevel,
  LIMITS,
} from '../../protocol';
import { capText, safeText } from './plain-text';

/** A run with all that could be told about it. */
export interface ObservedRun {
  readonly notebook: string;
  readonly cell: CellReference;
  readonly ok: boolean;
  readonly ended?: CellExecutedData['ended'];
  readonly checks?: CellExecutedData['checks'];
  readonly durationMs: number;
  readonly executionCount: number | null;
  readonly language: string;
  readonly error: { readonly name: string; readonly message: string; readonly traceback: readonly string[] } | undefined;
  readonly code: string | undefined;
  readonly output: string | undefined;
}

/** Most characters of each text, before an event that is still too large is scaled down. */
export const TEXT_LIMITS = {
  path: 1024,
  cellId: 128,
  language: 64,
  kernel: 128,
  name: 200,
  message: 2000,
  traceback: 4000,
  code: 4000,
  output: 4000,
} as const;

/** Left for what the outbox puts around the data: `seq`, `type` and `time`. */
const ENVELOPE_BYTES = 512;

/** Characters of other scripts take up to three bytes, escaped ones six, so a text within its limit may still be too large. */
const SCALES = [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16];

/** A notebook's path as it travels. */
export function capPath(path: string): string {
  return capText(path, TEXT_LIMITS.path);
}

/** A cell as it travels. */
export function capCell(cell: CellReference): CellReference {
  return { ...cell, id: capText(cell.id, TEXT_LIMITS.cellId) };
}

/** What may leave the student's machine at `level`, small enough for one event. @param mask what the class has masked besides */
export function redactRun(run: ObservedRun, level: CaptureLevel, mask: readonly string[] = []): CellExecutedData {
  for (const scale of SCALES) {
    const data = atScale(run, level, { scale, mask });
    if (fits(data)) {
      return data;
    }
  }
  return withoutTexts(withFewerChecks(run));
}

/** Names of twenty checks can be longer than an event. */
function withFewerChecks(run: ObservedRun): ObservedRun {
  const { checks = [] } = run;
  return checks.length === 0 || fits(withoutTexts(run)) ? run : withFewerChecks({ ...run, checks: checks.slice(0, -1) });
}

function fits(data: CellExecutedData): boolean {
  return byteLength(JSON.stringify(data)) <= LIMITS.eventBytes - ENVELOPE_BYTES;
}

interface TextSize {
  readonly scale: number;
  readonly mask: readonly string[];
}

function atScale(run: ObservedRun, level: CaptureLevel, size: TextSize): CellExecutedData {
  const { scale, mask } = size;
  const { error, code, output } = run;
  const hasCode = includesLevel(level, 'code');
  return {
    ...withoutTexts(run),
    ...(error !== undefined && includesLevel(level, 'errors') && { error: capError(error, hasCode, size) }),
    ...(code !== undefined && hasCode && { code: safeText(code, { limit: TEXT_LIMITS.code * scale, kind: 'code', mask }) }),
    ...(output !== undefined &&
      includesLevel(level, 'outputs') && { output: safeText(output, { limit: TEXT_LIMITS.output * scale, kind: 'prose', mask }) }),
  };
}

function withoutTexts({ notebook, cell, ok, ended, checks, durationMs, executionCount, language }: ObservedRun): CellExecutedData {
  return {
    notebook: capPath(notebook),
    cell: capCell(cell),
    ok,
    ...(ended !== undefined && { ended }),
    ...(checks !== undefined && { checks }),
    durationMs,
    executionCount,
    language: capText(language, TEXT_LIMITS.language),
  };
}

/** A traceback quotes the lines of the code, so it goes with the code. Its end is the telling part. */
function capError(error: NonNullable<ObservedRun['error']>, hasCode: boolean, { scale, mask }: TextSize): CellError {
  const traceback = hasCode
    ? safeText(error.traceback.join('\n'), { limit: TEXT_LIMITS.traceback * scale, kind: 'prose', keep: 'end', mask })
    : '';
  return {
    name: safeText(error.name, { limit: TEXT_LIMITS.name, kind: 'prose', mask }),
    message: safeText(error.message, { limit: TEXT_LIMITS.message * scale, kind: 'prose', mask }),
    ...(traceback !== '' && { traceback }),
  };
}
