/**
 * Makes text from a student's machine harmless to look at: terminal colour codes go, other control characters
 * become visible pictures, and characters that reverse the reading direction become a replacement sign.
 * (That it is never markup is React's doing.)
 */
export function inert(text: string): string {
  return text
    .replaceAll(ANSI_SEQUENCE, '')
    .replaceAll(CONTROL, character => String.fromCodePoint(PICTURES + character.charCodeAt(0)))
    .replaceAll(OTHER_CONTROL, '\uFFFD');
}

/** `inert`, on one line and at most `limit` characters long. */
export function inertLine(text: string, limit: number): string {
  // Clipped before the work and again after it: the text may be a megabyte.
  return clip(inert(text.slice(0, limit * 4).replaceAll(/\s+/gu, ' ')).trim(), limit);
}

/** At most `limit` characters, whole ones, with a sign that there was more. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  const cut = text.slice(0, limit - 1);
  return `${/[\uD800-\uDBFF]$/u.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** At most `limit` characters, without the middle: names of one kind begin alike, and differ at their ends. */
export function clipMiddle(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  const end = Math.ceil((limit - 1) * 0.6);
  return `${clip(text, limit - end)}${text.slice(-end).replace(/^[\uDC00-\uDFFF]/u, '')}`;
}

// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const ANSI_SEQUENCE = /\u001B\[[0-?]*[ -/]*[@-~]/gu;
// oxlint-disable-next-line no-control-regex -- tab and line feed stay: code needs them
const CONTROL = /[\u0000-\u0008\u000B-\u001F]/gu;
const OTHER_CONTROL = /[\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]|\p{Cs}/gu;
/** Where Unicode keeps the pictures of the control characters. */
const PICTURES = 0x2400;
