import { LIMITS } from '../core/limits';

const STAR = '*';
const ASCII_WORD = /[A-Za-z0-9]/gu;
const OTHER_WORD = /[^\P{L}\p{ASCII}]/gu;

/** What a class's list of words to mask must be, for whoever wrote another. */
export const MASK_WORDS_RULE = `must be a list of at most ${String(LIMITS.maskWords)} words of at most ${String(LIMITS.maskWordLength)} characters with three letters or digits each; one * in a word, not at its beginning, stands for the rest, as in STUDENTNO-*`;

/**
 * Whether a class may have this masked: a word to the letter, or with one `*` for a run of letters, digits and `_.@-`. No regular
 * expression: nothing that an instructor writes by mistake, or somebody else in their name, may hold up a student's page. Long enough
 * that it does not mask half of every program.
 */
export function isMaskWord(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > LIMITS.maskWordLength || value.trim() !== value || /\p{C}/u.test(value)) {
    return false;
  }
  const stars = value.split(STAR).length - 1;
  const isLongEnough = count(value, ASCII_WORD) >= 3 || count(value, OTHER_WORD) >= 2;
  return stars <= 1 && !value.startsWith(STAR) && isLongEnough;
}

/** Whether an instructor may set these: all of them are words, and not too many. */
export function isMaskWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= LIMITS.maskWords && (value as unknown[]).every(isMaskWord);
}

/** The words of a policy that can be read; the others count as absent. */
export function readMaskWords(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as unknown[]).filter(isMaskWord).slice(0, LIMITS.maskWords) : [];
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
