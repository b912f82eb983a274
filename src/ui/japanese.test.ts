import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import japanese from '../../jupyterlab_cell_monitor/locale/ja_JP/LC_MESSAGES/jupyterlab_cell_monitor.json';
import schema from '../../schema/plugin.json';
import type { Trouble } from '../delivery';
import { english } from '../jupyter/fixtures/english';
import { readSchemaSentences, readSentences } from './fixtures/sentences';
import { describeTrouble } from './status/trouble-words';
import { translateSchema } from '../jupyter/translate-schema';
import { TRANSLATION_DOMAIN, type Words } from '../jupyter/words';

const catalogue = japanese as unknown as Record<string, readonly string[]>;
const spoken: Words = { ...english, __: (text, ...values) => english.__(catalogue[text]?.[0] ?? text, ...values) };

/** Where something is said to a student: the interface, and which classes they are in. */
const SPEAKING = ['src/ui', 'src/classes', 'src/jupyter'];
const ofUi = SPEAKING.flatMap(folder => globSync(`${folder}/**/*.{ts,tsx}`))
  .filter(name => !/\.test\.tsx?$|fixtures/u.test(name))
  .flatMap(name => readSentences(name, readFileSync(name, 'utf8')));
const sentences = [...ofUi, ...readSchemaSentences(schema)];
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

describe('what is wrong', () => {
  const origin = 'http://10.0.0.5:8600';
  const troubles: Record<Exclude<Trouble['kind'], 'refused' | 'server_says'>, Trouble> = {
    unreachable: { kind: 'unreachable', origin },
    https_needed: { kind: 'https_needed', origin },
    local_network: { kind: 'local_network', origin },
    foreign_answer: { kind: 'foreign_answer' },
    part_missing: { kind: 'part_missing' },
    unavailable: { kind: 'unavailable' },
    slow_down: { kind: 'slow_down' },
    busy: { kind: 'busy' },
    batch_too_large: { kind: 'batch_too_large' },
    released: { kind: 'released' },
    hub_not_asked: { kind: 'hub_not_asked' },
    hub_silent: { kind: 'hub_silent' },
    hub_other_user: { kind: 'hub_other_user' },
    hub_staff: { kind: 'hub_staff' },
    no_hub: { kind: 'no_hub' },
  };

  it.each(Object.values(troubles))('is said in the student’s language: $kind', trouble => {
    expect(describeTrouble(trouble, spoken)).toMatch(/\p{Script=Hiragana}/u);
    expect(describeTrouble(trouble, english)).toMatch(/^[\w\p{P} ]+$/u);
    expect([spoken, english].map(words => describeTrouble(trouble, words).includes(origin))).toEqual(Array(2).fill('origin' in trouble));
  });

  it.each<Trouble>([
    { kind: 'server_says', detail: 'The roster has no "100%1".' },
    { kind: 'refused', code: 'invalid', detail: 'The roster has no "100%1".' },
  ])('stays as it is when it is the server that says it: %j', trouble => {
    expect(describeTrouble(trouble, spoken)).toBe('The roster has no "100%1".');
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
