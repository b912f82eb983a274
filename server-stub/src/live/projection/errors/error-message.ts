/** What is left of a message: enough to tell errors apart, too little to fill the memory. */
const READ_LENGTH = 600;
const KEPT_LENGTH = 200;

// oxlint-disable-next-line no-control-regex -- kernels colour their messages with escape sequences
const COLOURS = /\u001B\[[\d;]*[A-Za-z]/gu;

/**
 * A path that starts at a root, a drive, the home or the present folder; or any that ends in a file with an extension. What may be one is
 * looked at from its start alone: a pattern that tries every place anew takes a student's long word as long as its square.
 */
const PATH = /(?<![\p{L}\p{N}_/\\])(?:[A-Za-z]:[\\/]|~?[\\/]|\.{1,2}[\\/])[^\s'"`:;,()[\]]+|(?<![\w.\\/-])[\w.\\/-]*[\\/][\w-]+\.\w{1,8}/gu;

const PATH_SIGN = /[\\/]/u;

interface Rule {
  readonly found: RegExp;
  readonly left: string;
  /** What is in every text that has something to be found: most texts have little of it, and looking for that costs a fraction. */
  readonly sign: RegExp;
}

/** In this order: what is quoted may hold anything, a path may hold numbers. */
const RULES: readonly Rule[] = [
  { sign: /\. Did you /u, found: /\. Did you (?:mean|forget)[^]*$/u, left: '' },
  { sign: /["“`‘«]/u, found: /(?<![\p{L}\p{N}])(?:"[^"]*"|“[^“”]*”|`[^`]*`|‘[^‘’]*’|«[^«»]*»)/gu, left: "'…'" },
  { sign: /'/u, found: /(?<![\p{L}\p{N}])[bfru]{0,2}'[^']*'(?![\p{L}\p{N}])/gu, left: "'…'" },
  // R names the call, with the student's own variables in it.
  { sign: /^Error in /u, found: /^Error in .*?\s?: /u, left: '' },
  { sign: /:\/\//u, found: /\b[a-z][a-z\d+.-]{0,30}:\/\/[^\s,;]+/giu, left: '…' },
  // Where the code was, or an object without a readable form.
  { sign: /</u, found: /<[\p{L}_][^<>]{0,120}>/gu, left: '…' },
  { sign: PATH_SIGN, found: PATH, left: '…' },
  { sign: /0x/iu, found: /\b0x[\da-f]+\b/giu, left: '#' },
  // Functions: Python and R say name(), Julia the types of the arguments as well.
  { sign: /\(\)/u, found: /(?<![\p{L}\p{N}_.!])[\p{L}_.][\p{L}\p{N}_.!]*\(\)/gu, left: '…()' },
  { sign: /no method matching /u, found: /\bno method matching [^\s(]+\(/gu, left: 'no method matching …(' },
  { sign: /UndefVarError: /u, found: /\bUndefVarError: \S+ not defined/gu, left: 'UndefVarError: … not defined' },
  { sign: /\d/u, found: /(?<![\p{L}\p{N}_])[-+]?\d[\d_]*(?:\.\d+)*(?:e[-+]?\d+)?/giu, left: '#' },
  { sign: /#/u, found: /#(?:\s*,\s*#)+/gu, left: '#' },
  { sign: /'…'/u, found: /'…'(?:\s*,\s*'…')+(?:,? and '…')?/gu, left: "'…'" },
];

/**
 * An error's message without what differs from one student to the next, so that the same mistake has the same text: names, quoted text and
 * paths become `…`, numbers and addresses `#`.
 */
export function normaliseMessage(message: string): string {
  const text = RULES.reduce((rest, { sign, found, left }) => (sign.test(rest) ? rest.replace(found, left) : rest), firstWords(message));
  return text.trim().slice(0, KEPT_LENGTH);
}

/** A message as a student had it, with paths cut to their last part. */
export function exampleOf(message: string): string {
  const words = firstWords(message);
  const text = PATH_SIGN.test(words) ? words.replace(PATH, path => path.split(PATH_SIGN).at(-1) ?? '') : words;
  return text.slice(0, KEPT_LENGTH);
}

/** A text without any of the words, whatever their case. Words of one or two letters stay: they name nobody, and are part of everything. */
export function withoutWords(text: string, words: readonly string[]): string {
  const lowerCase = text.toLowerCase();
  return words
    .filter(word => word.length > 2 && lowerCase.includes(word.toLowerCase()))
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replaceAll(new RegExp(literally(word), 'giu'), '…'), text);
}

function literally(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}

/** The first line that says something; where that ends in a colon, as long calls in R do, the next one as well. */
function firstWords(message: string): string {
  const lines = message
    .slice(0, READ_LENGTH)
    .replace(COLOURS, '')
    .split(/[\r\n]+/u)
    .map(line => line.trim().replaceAll(/\s+/gu, ' '))
    .filter(line => line !== '');
  const [first = '', second = ''] = lines;
  return first.endsWith(':') ? `${first} ${second}` : first;
}
