import type { Checked } from '../../../../src/protocol';
import { rosterRefused } from './roster-flaws';

const BYTE_ORDER_MARKS = [
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;

/** How the files of Excel and LibreOffice begin: a ZIP archive, and the older compound file. */
const WORKBOOKS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
] as const;

/** Of a text without its mark; more is not needed to tell how it is written. */
const SAMPLE_BYTES = 4096;

/** How the text of a file is written: its WHATWG label. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'windows-1252';

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/**
 * Reads a text file as spreadsheets write them: UTF-8 and UTF-16 with or without their marks, else Shift_JIS as Excel saves it in Japan, else
 * Windows-1252 as it saves it in western Europe and America. The last two can only be guessed: whoever uses the file is shown the names first.
 */
export function decodeText(bytes: Uint8Array): Checked<DecodedText> {
  if (WORKBOOKS.some(start => startsWith(bytes, start))) {
    return rosterRefused('', 'workbook');
  }
  const encoding = BYTE_ORDER_MARKS.find(mark => startsWith(bytes, mark.bytes))?.encoding ?? guessUtf16(bytes);
  const candidates: readonly TextEncoding[] = encoding === undefined ? ['utf-8', 'shift_jis', 'windows-1252'] : [encoding];
  for (const candidate of candidates) {
    const text = decode(bytes, candidate);
    if (text !== undefined && isLikely(text, candidate)) {
      return { ok: true, value: { text, encoding: candidate } };
    }
  }
  return rosterRefused('', 'unreadable_text');
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** Of two bytes for one character of ASCII, one is zero: separators and line ends are such characters in every language. */
function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 0];
  bytes.subarray(0, SAMPLE_BYTES).forEach((byte, index) => {
    zeros[index % 2] = (zeros[index % 2] ?? 0) + Number(byte === 0);
  });
  const [even = 0, odd = 0] = zeros;
  if (even === odd) {
    return undefined;
  }
  return odd > even ? 'utf-16le' : 'utf-16be';
}

function decode(bytes: Uint8Array, encoding: TextEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Control characters other than line ends and tabs: of a file that is no text, and where Windows-1252 has no character. */
const CONTROLS = /(?![\t\n\r])\p{Cc}/u;

function isLikely(text: string, encoding: TextEncoding): boolean {
  if (encoding === 'utf-8' || encoding === 'shift_jis') {
    return !text.includes('\0') && (encoding === 'utf-8' || isJapanese(text));
  }
  return !CONTROLS.test(text);
}

/** Letters of Japanese beside letters of ours, as `\u00e9t\u00e9` comes out when it is read as Shift_JIS, and beside each other, as Japanese is written. */
const MIXED = /[A-Za-z][\p{scx=Kana}\p{scx=Han}]|[\p{scx=Kana}\p{scx=Han}][A-Za-z]/gu;
const WRITTEN = /[\p{scx=Kana}\p{scx=Hira}\p{scx=Han}]{2}/gu;

function isJapanese(text: string): boolean {
  return count(text, WRITTEN) > count(text, MIXED);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
