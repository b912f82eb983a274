import type { ClassSession } from '../../../../src/protocol';

/** Longer class names make file names that no program shows whole. */
const WHOLE_LETTERS = /^.{1,60}/u;

/** What sets a download apart from another of the same class and day. */
export interface NamedDownload {
  /** The end of its name. */
  readonly what: string;
  readonly session?: Pick<ClassSession, 'startedAt'> | undefined;
  /** Whether it holds pseudonyms in the place of names: two files of one name would be taken for each other. */
  readonly hidesNames: boolean;
}

/**
 * The `Content-Disposition` of a download that says by its name what it is: the class, the day (UTC), the session if it is of one, and what is in it.
 * Programs that read no other script get the class's letters of ASCII (RFC 6266).
 */
export function toDisposition(className: string, atMs: number, { what, session, hidesNames }: NamedDownload): string {
  const of = session === undefined ? '' : `session-${session.startedAt.slice(0, 16).replace(':', '')}Z_`;
  const rest = `${new Date(atMs).toISOString().slice(0, 10)}_${of}${hidesNames ? 'pseudonyms_' : ''}${what}`;
  const name = `${plain(className)}_${rest}`;
  const ascii = `${plain(className.replaceAll(/[^\x20-\x7E]+/gu, ' '))}_${rest}`;
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/gu, percentEncode)}`;
}

/** Without what a file's name or a header cannot hold. */
function plain(className: string): string {
  const letters = className.normalize('NFC').replaceAll(/[^\p{L}\p{N}\p{M}.-]+/gu, '-');
  const short = withoutMarks(WHOLE_LETTERS.exec(letters)?.[0] ?? '');
  return short === '' ? 'class' : short;
}

/** Without hyphens and dots at its ends. */
function withoutMarks(text: string): string {
  const isMark = (at: number): boolean => text[at] === '-' || text[at] === '.';
  let [from, to] = [0, text.length];
  while (from < to && isMark(from)) {
    from += 1;
  }
  while (to > from && isMark(to - 1)) {
    to -= 1;
  }
  return text.slice(from, to);
}

const percentEncode = (letter: string): string => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
