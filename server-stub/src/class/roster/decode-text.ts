import type { Checked } from '../../../../src/protocol';

const BYTE_ORDER_MARKS = [
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;

const NOT_UTF8 =
  'is not UTF-8 text. Save it again: in Excel as “CSV UTF-8 (Comma delimited)”, in LibreOffice with the character set “Unicode (UTF-8)”, in a text editor with the encoding UTF-8';

/**
 * Reads a text file as spreadsheets write them: UTF-8 with or without its mark, or UTF-16 with its mark. Others, such as
 * Shift_JIS and Windows-1252, cannot be told from each other, and a guess would misspell names.
 */
export function decodeText(bytes: Uint8Array): Checked<string> {
  const marked = BYTE_ORDER_MARKS.find(mark => mark.bytes.every((byte, index) => bytes[index] === byte));
  try {
    return { ok: true, value: new TextDecoder(marked?.encoding ?? 'utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, errors: [{ path: '', message: NOT_UTF8 }] };
  }
}
