import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import japanese from '../../jupyterlab_cell_monitor/locale/ja_JP/LC_MESSAGES/jupyterlab_cell_monitor.json';
import schema from '../../schema/plugin.json';
import { troubleOf } from '../client/sending/trouble-words';
import { readBatchAnswer } from '../transport/read-answer';
import { explainUnreachable } from '../transport/unreachable';
import { english } from './fixtures/english';
import { readSchemaSentences, readSentences, type Sentence } from './fixtures/sentences';
import { sayReason } from './status/reason-words';
import { translateSchema } from './panel/translate-schema';
import { TRANSLATION_DOMAIN, type Words } from '../jupyter/words';

const catalogue = japanese as unknown as Record<string, readonly string[]>;
const spoken: Words = { ...english, __: (text, ...values) => english.__(catalogue[text]?.[0] ?? text, ...values) };

const SERVER = 'http://10.0.0.5:8600';
/** Said in English by the client where it finds them. */
const REASONS = [
  troubleOf({ kind: 'unavailable' }),
  troubleOf({ kind: 'slow_down' }),
  explainUnreachable(SERVER, 'https://hub.example.org/lab'),
  explainUnreachable(SERVER, 'http://hub.example.org/lab'),
  explainUnreachable(SERVER, undefined),
  (readBatchAnswer({ status: 200, retryAfter: null, body: undefined }, 0) as { readonly detail: string }).detail,
].map(String);

const ofReasons: Sentence[] = REASONS.map(reason => ({ key: reason.replace(SERVER, '%1') }));
/** Where something is said to a student: the interface, and which classes they are in. */
const SPEAKING = ['src/ui', 'src/classes', 'src/jupyter'];
const ofUi = SPEAKING.flatMap(folder => globSync(`${folder}/**/*.{ts,tsx}`))
  .filter(name => !/\.test\.tsx?$|fixtures/u.test(name))
  .flatMap(name => readSentences(name, readFileSync(name, 'utf8')));
const sentences = [...ofUi, ...readSchemaSentences(schema), ...ofReasons];
const blanks = (text: string) => [...new Set(text.match(/%\d/gu))].toSorted();

describe('the Japanese translation', () => {
  it('is found by JupyterLab', () => {
    expect(japanese['']).toEqual({ domain: TRANSLATION_DOMAIN, language: 'ja-JP', plural_forms: 'nplurals=1; plural=0;' });
  });

  it('has every sentence, and none that nobody says', () => {
    const said = new Set(sentences.map(({ key }) => key));
    const translated = new Set(Object.keys(catalogue).filter(key => key !== ''));
    expect([...said].filter(key => !translated.has(key))).toEqual([]);
    expect([...translated].filter(key => !said.has(key))).toEqual([]);
  });

  it('says of many what JupyterLab looks for: two forms, of which Japanese needs the first', () => {
    const forms = sentences.map(({ key, many }) => (many === undefined ? 1 : 2) === catalogue[key]?.length);
    expect(forms.every(Boolean)).toBe(true);
    expect(sentences.every(({ key }) => catalogue[key]?.[0] !== '')).toBe(true);
  });

  it('fills in what the English does', () => {
    const wrong = sentences.filter(({ key, many }) => blanks(catalogue[key]?.[0] ?? '').join(' ') !== blanks(many ?? key).join(' '));
    expect(wrong).toEqual([]);
  });
});

describe('a reason', () => {
  it.each(REASONS)('is said in the student’s language: %s', reason => {
    expect(sayReason(reason, english)).toBe(reason);
    expect(sayReason(reason, spoken)).toMatch(/\p{Script=Hiragana}/u);
    expect(sayReason(reason, spoken).includes(SERVER)).toBe(reason.includes(SERVER));
  });

  it('of the server itself stays as it is', () => {
    expect(sayReason('The roster has no "100%1".', spoken)).toBe('The roster has no "100%1".');
  });
});

it('translates the settings in place', () => {
  const settings = { title: 'Class', properties: { team: { title: 'Team', description: 'Yours' }, other: {} } };
  translateSchema(settings, { ...english, _p: (context, text) => `${context}: ${text}` });
  expect(settings).toEqual({
    title: 'schema: Class',
    properties: { team: { title: 'settings: Team', description: 'settings: Yours' }, other: {} },
  });
});
