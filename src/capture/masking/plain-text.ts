import { maskSecrets } from './mask';

const ELLIPSIS = '…';

/** Cursor and colour sequences, titles and links of terminals (ECMA-48), and what is left of cut ones. */
const ESCAPE_SEQUENCE = /[\u001B\u009B](?:\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|\[?[0-?]*[ -/]*[@-~])?/gu; // eslint-disable-line no-control-regex -- the escape character is what is looked for

/** Removes terminal escape sequences, which error messages of kernels are full of. */
export function stripAnsi(text: string): string {
  return text.replaceAll(ESCAPE_SEQUENCE, '');
}

/**
 * Cuts `text` to at most `limit` UTF-16 units, an ellipsis included, and never through a character.
 * `keep` names the end that matters.
 */
export function capText(text: string, limit: number, keep: 'start' | 'end' = 'start'): string {
  if (text.length <= limit) {
    return text;
  }
  const room = limit - ELLIPSIS.length;
  return keep === 'start'
    ? text.slice(0, room).replace(/[\uD800-\uDBFF]$/u, '') + ELLIPSIS
    : ELLIPSIS + text.slice(text.length - room).replace(/^[\uDC00-\uDFFF]/u, '');
}

/** How much more of a text is looked at than is kept: what is removed makes room for what is behind it. */
const LOOKED_AT = 4;

/** How a text is made fit to leave. */
export interface TextRules {
  /** Most characters that are kept. */
  readonly limit: number;
  /** A program's text, or what it printed and said. */
  readonly kind: 'code' | 'prose';
  /** The telling end; the start where this is absent. */
  readonly keep?: 'start' | 'end';
  /** What the class has masked besides. */
  readonly mask: readonly string[];
}

/** A text of any length without escape sequences and secrets, in at most `limit` characters; the work is bounded, too. */
export function safeText(text: string, { limit, kind, keep = 'start', mask }: TextRules): string {
  const near = limit * LOOKED_AT;
  const part = text.length <= near ? text : keep === 'start' ? text.slice(0, near) : text.slice(-near);
  return capText(maskSecrets(stripAnsi(part), kind, mask), limit, keep);
}
