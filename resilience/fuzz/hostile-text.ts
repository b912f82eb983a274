import { type Arbitrary, constantFrom, oneof, string } from 'fast-check';

/** In every text of a fuzzer: it must never be seen in the server's log. */
export const TEXT_MARK = 'zzfuzzed';

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '\u001B[2J\u001B]0;title\u0007',
  'a\r\nset-cookie: session=1',
  '\u202Egnp.exe',
  `=cmd|'/c calc'!A1`,
  'nul\0nul',
  '\uD800',
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  '..%2f..%2f..%2fetc%2fpasswd',
  '%',
  '%00',
  '%ff',
  `' OR 1=1 --`,
  '${jndi:ldap://127.0.0.1/a}',
  '💣'.repeat(100),
  'x'.repeat(5000),
  '',
];

/** What people type who want to break something, and what nobody would. */
export const hostileText: Arbitrary<string> = oneof(
  constantFrom(...HOSTILE).map(text => `${TEXT_MARK}${text}`),
  constantFrom(...HOSTILE),
  string({ unit: 'binary', maxLength: 40 }).map(text => `${TEXT_MARK}${text}`),
);
