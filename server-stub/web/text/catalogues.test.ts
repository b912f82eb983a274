import { describe, expect, it } from 'vitest';
import { en } from '../i18n/en';
import { ja } from '../i18n/ja';

type Messages = { readonly [key: string]: string | Messages };

/** Every text with its full key, such as `common.ago.now`. */
function flatten(messages: Messages, prefix = ''): readonly (readonly [key: string, text: string])[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : flatten(value, `${prefix}${key}.`),
  );
}

const placeholdersOf = (text: string): string[] =>
  [...new Set(Array.from(text.matchAll(/\{\{\s*(\w+)/gu), ([, name]) => name ?? ''))].toSorted();

const english = flatten(en);
const japanese = new Map(flatten(ja));
/** Japanese has no singular. */
const translated = english.filter(([key]) => !key.endsWith('_one'));

describe('the catalogues', () => {
  it('have the same keys in both languages', () => {
    expect([...japanese.keys()].toSorted()).toEqual(translated.map(([key]) => key).toSorted());
  });

  it('fill in the same things in both languages', () => {
    const filledIn = (messages: readonly (readonly [string, string])[]): unknown =>
      Object.fromEntries(messages.map(([key, text]) => [key, placeholdersOf(text)]));
    expect(filledIn(translated.map(([key]) => [key, japanese.get(key) ?? '']))).toEqual(filledIn(translated));
  });

  it('have no empty text', () => {
    expect([...english, ...japanese].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('have both numbers of every English plural', () => {
    const keys = new Set(english.map(([key]) => key));
    const singulars = [...keys].filter(key => key.endsWith('_one'));
    expect(singulars.filter(key => !keys.has(key.replace(/_one$/u, '_other')))).toEqual([]);
  });
});
