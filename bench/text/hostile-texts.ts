/** What students can repeat to make a text slow to read: each piece begins what some pattern looks for, and never ends it. */
const PIECES = [
  ['a', 'A', '1', '_', '1_', 'a1', 'é', '日', 'e1', '0x', '0xf'],
  ['/', 'a/', '/a', './', '../', '~/', '\\', 'a\\', 'C:\\', 'a://', '://', 'a/b.', '.', 'a.', '1.', '..', '-', 'a-', '+1'],
  ['"', "'", '`', '“', '‘', '«', '"a', "'a", "b'", '""', "''", "'…', ", "' ", '[', '(', '{', '<', '<a', '< ', '[(', '()', 'a(', '((', '<<'],
  [
    ' ',
    '  a',
    '\t',
    '\n',
    '\r',
    '\r\n',
    'a ',
    'a\n',
    '\u00A0',
    ',',
    ', ',
    '#',
    '# ,',
    '#,',
    ';',
    ':',
    'a:',
    '=',
    'a=',
    '@',
    'a@',
    'a@a.',
    '&',
    '%',
  ],
  ['\u001B', '\u001B[', '\u001B[0', '\u001B[0;', '\u001B]', '\u001B]a', '\u009B', '\0', '\uD800', '\uDC00', '\u0301', '\u200B', '💣', '…'],
  ['Error in ', 'Error in a', '. Did you mean', 'no method matching ', 'UndefVarError: ', ' not defined', ' (1)', '-Copy', '-Copy1'],
  [
    'password',
    'password ',
    'password=',
    "password='",
    'token.',
    'TOKEN',
    'API_KEY',
    'key',
    'eyJ',
    'eyJaaaaaa.',
    'bearer ',
    'authorization',
    'sk-',
    'SG.',
  ],
  ['-----BEGIN ', '-----BEGIN PRIVATE KEY-----', '-----END ', 'http://a:', 'http://a:a'],
].flat();

type Frame = readonly [start: string, end: string];

/** What a text begins with, so that what follows is in the middle of something; and how it ends, so that it fails at the last moment. */
const FRAMES: readonly Frame[] = [
  ['', ''],
  ['1', '!'],
  ['"', '\n'],
  ['Error in ', '\0'],
];

export interface HostileText {
  /** For whoever reads of it. */
  readonly name: string;
  readonly write: (length: number) => string;
}

/** Every hostile text. @param words what else to repeat: a pattern's own */
export function hostileTexts(words: readonly string[] = []): readonly HostileText[] {
  return framed([...PIECES, ...words], FRAMES);
}

/** Those that show most: each piece in the middle of a text, and behind what a pattern itself begins with. */
export function likelyHostileTexts(words: readonly string[]): readonly HostileText[] {
  return framed([...PIECES, ...words], [['1', '!'], ...words.slice(0, 1).map((word): Frame => [word, '\0'])]);
}

/** One of each piece, for what calls many patterns, each of which has seen them all. */
export function fewHostileTexts(): readonly HostileText[] {
  return framed(PIECES, FRAMES.slice(1, 2));
}

function framed(pieces: readonly string[], frames: readonly Frame[]): readonly HostileText[] {
  return pieces.flatMap(piece =>
    frames.map(([start, end]) => ({
      name: JSON.stringify(`${start}(${piece})…${end}`),
      write: (length: number) => start + piece.repeat(Math.ceil(length / piece.length)).slice(0, length) + end,
    })),
  );
}
