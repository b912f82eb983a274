import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject, LIMITS } from '../../../../src/protocol';

/** What stays of the texts of a known field, in characters: enough to know what the event was about. */
const KEPT_TEXTS: Readonly<Record<string, number>> = {
  notebook: LIMITS.pathLength,
  formerly: LIMITS.pathLength,
  language: 40,
  kernel: 100,
  ended: 40,
  reason: LIMITS.typeLength,
};
/** Of any other text: a word, and no more. */
const WORD_LENGTH = 40;
/** Fields beyond that are left out. */
const MAX_FIELDS = 24;

/**
 * An event without its texts, for a student who has stored as much as one may in a day: code, output, traceback and message are left out, and
 * whatever else is long. What happened, where and with what outcome stays, and so does the question of a help request. It says of itself that
 * something is missing, with `data.textsOmitted`.
 */
export function withoutTexts(event: JsonObject): JsonObject {
  const { data, type } = event;
  if (!isObject(data)) {
    return event;
  }
  if (type === 'lost') {
    return { from: event['from'], ...onlyKnown(event), data: { count: data['count'], reason: data['reason'] } };
  }
  const kept: Record<string, unknown> = {};
  let isWhole = true;
  for (const [name, value] of Object.entries(data)) {
    const left = Object.keys(kept).length < MAX_FIELDS ? keep(name, value, type) : undefined;
    isWhole &&= name.length <= WORD_LENGTH && isDeepStrictEqual(left, value);
    if (left !== undefined) {
      kept[name.slice(0, WORD_LENGTH)] = left;
    }
  }
  return { ...onlyKnown(event), data: isWhole ? data : { ...kept, textsOmitted: 'quota' } };
}

function onlyKnown({ seq, type, time }: JsonObject): JsonObject {
  return { seq, type, time };
}

/** Undefined for what is left out; the value itself where nothing of it is. */
function keep(name: string, value: unknown, type: unknown): unknown {
  if (typeof value === 'string') {
    return keepText(name, value, type);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  switch (name) {
    case 'cell':
      return onlyWords(value, ['id', 'index', 'exercise'], LIMITS.exerciseNameLength);
    case 'error':
      return onlyWords(value, ['name'], 200);
    case 'checks':
      return Array.isArray(value) ? value.slice(0, LIMITS.checksPerRun).map(keepCheck) : undefined;
    default:
      return undefined;
  }
}

const keepCheck = (check: unknown): JsonObject => onlyWords(check, ['exercise', 'check', 'ok'], LIMITS.exerciseNameLength);

function keepText(name: string, text: string, type: unknown): string | undefined {
  if (name === 'question' && type === 'help.requested') {
    return text.length <= LIMITS.questionLength ? text : text.slice(0, LIMITS.questionLength);
  }
  const most = KEPT_TEXTS[name] ?? WORD_LENGTH;
  return text.length <= most ? text : undefined;
}

function onlyWords(value: unknown, names: readonly string[], most: number): JsonObject {
  const fields = isObject(value) ? value : {};
  const isWord = (field: unknown): boolean =>
    typeof field === 'boolean' || typeof field === 'number' || (typeof field === 'string' && field.length <= most);
  return Object.fromEntries(names.flatMap(name => (isWord(fields[name]) ? [[name, fields[name]]] : [])));
}
