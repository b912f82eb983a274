import { readMaskWords } from '../../protocol';

/** What a `*` stands for; bounded, so that no text takes longer than its length. */
const REST = '[\\p{L}\\p{N}_.@-]{0,64}';

/** One word's pattern: `ann` is not found in `cannot`, while scripts without spaces know no such borders. */
function toPattern(word: string): string {
  const literal = word
    .split('*')
    .map(part => part.replaceAll(/[\\^$.|?+()[\]{}/]/gu, String.raw`\$&`))
    .join(REST);
  const start = /^[A-Za-z0-9]/u.test(word) ? '(?<![A-Za-z0-9_])' : '';
  const end = /[A-Za-z0-9]$/u.test(word) ? '(?![A-Za-z0-9_])' : '';
  return `${start}${literal}${end}`;
}

/** A list that does not change is compiled once. */
let compiled: { readonly key: string; readonly pattern: RegExp } | undefined;

/** Masks the words that a class has masked besides what every class has, whatever their case. */
export function maskWords(text: string, words: readonly string[], mask: string): string {
  const sound = readMaskWords(words);
  if (sound.length === 0) {
    return text;
  }
  const key = sound.join('\n');
  if (compiled?.key !== key) {
    compiled = { key, pattern: new RegExp(sound.map(toPattern).join('|'), 'giu') };
  }
  return text.replaceAll(compiled.pattern, mask);
}
