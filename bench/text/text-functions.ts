import { maskSecrets } from '../../src/capture/masking/mask';
import { maskWords } from '../../src/capture/masking/mask-words';
import { safeText, stripAnsi } from '../../src/capture/masking/plain-text';
import { redactRun } from '../../src/capture/masking/redact';
import { readMaskWords } from '../../src/protocol';
import { toCsv } from '../../server-stub/src/record/export/formats/csv';
import { readRoster } from '../../server-stub/src/class/roster/read-roster';
import { exampleOf, normaliseMessage, withoutWords } from '../../server-stub/src/live/projection/errors/error-message';
import { notebookName } from '../../server-stub/src/live/projection/exercises/exercise-identity';
import { printable } from '../../server-stub/src/platform/printable';
import { inert, inertLine } from '../../server-stub/web/text/inert';
import { shortLabels } from '../../server-stub/web/text/short-labels';

const WORDS = ['a*a', '1*1', '_*_', 'Lovelace', 'password', 'Error in', 'a.a'];

const redactAll = (text: string) =>
  redactRun(
    {
      notebook: text,
      cell: { id: text, index: 0 },
      ok: false,
      durationMs: 1,
      executionCount: 1,
      language: text,
      error: { name: text, message: text, traceback: [text, text] },
      code: text,
      output: text,
    },
    'outputs',
    WORDS,
  );

/**
 * What reads, masks or writes texts of students, wherever it runs. A new one belongs here. (Two programs' difference, which has a bound of its own
 * and takes as long as that allows, is no such function.)
 */
export const TEXT_FUNCTIONS: Readonly<Record<string, (text: string) => unknown>> = {
  'mask: a program': text => maskSecrets(text, 'code', WORDS),
  'mask: prose': text => maskSecrets(text, 'prose', WORDS),
  'mask: the words of a class': text => maskWords(text, WORDS, '•'),
  'mask: reading its words': text => readMaskWords([text]),
  'escape sequences': stripAnsi,
  'text fit to leave': text => safeText(text, { limit: 4000, kind: 'prose', keep: 'end', mask: WORDS }),
  'a whole run': redactAll,
  'error message: what is the same': normaliseMessage,
  'error message: example': exampleOf,
  'error message: without names': text => withoutWords(text, [...WORDS, text.slice(0, 100), ...text.slice(0, 100).split(/\s+/u)]),
  'name of a notebook': notebookName,
  'line on an operator’s terminal': printable,
  'cell of a CSV file': text => toCsv([[text, text]]),
  'roster: a row': text => readRoster(new TextEncoder().encode(`student_id,display_name\n${text.replaceAll(/[\r\n]/gu, ' ')}`)),
  'roster: header': text => readRoster(new TextEncoder().encode(text)),
  'dashboard: inert text': inert,
  'dashboard: line': text => inertLine(text, 200),
  'dashboard: short labels': text => shortLabels([`1${text}a`, `1${text}b`, `1${text}c`], 26),
  'dashboard: short labels of the same end': text => shortLabels([`a${text}1`, `b${text}1`, `c${text}1`], 26),
};
