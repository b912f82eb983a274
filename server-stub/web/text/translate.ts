import type { en } from '../i18n/en';
import { type FirstTexts, type LaterTexts, loadFirstTexts, loadLaterTexts } from './catalogues';
import { type Language, language } from './language';
import { isWithheld } from './withheld';

/** What a text is filled in with: `{{name}}` as it is, `{{name, number}}` with its thousands grouped. */
type Values = Readonly<Record<string, string | number>>;

/**
 * A text of the catalogue by its key, such as `t('common.ago.before', { span })`. Keys and what they fill in are typed. A text with `…_one` and
 * `…_other` is chosen by `count`. Values are never filled in themselves: they may be a student's text. (That they are no markup is React's doing.)
 */
export type Translate = <Key extends TextKey>(key: Key, ...values: ValuesOf<Key>) => string;

/** The dot-separated path to a text; of a plural, without its number. */
type TextKey = PathsOf<typeof en>;

type PathsOf<Tree, Path extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? `${Path}${Stem<Key>}` : PathsOf<Tree[Key], `${Path}${Key}.`>;
}[keyof Tree & string];

type Stem<Key extends string> = Key extends `${infer Singular}_one` ? Singular : Key extends `${infer Plural}_other` ? Plural : Key;

type ValuesOf<Key extends string> = [NamesIn<TextAt<typeof en, Key>>] extends [never]
  ? [values?: Values]
  : [values: Values & Readonly<Record<NamesIn<TextAt<typeof en, Key>>, string | number>>];

type TextAt<Tree, Key extends string> = Key extends `${infer Area}.${infer Rest}`
  ? Area extends keyof Tree
    ? TextAt<Tree[Area], Rest>
    : never
  : Tree[keyof Tree & (Key | `${Key}_one` | `${Key}_other`)];

type NamesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? NameOf<Name> | NamesIn<Rest> : never;

type NameOf<Filled extends string> = Filled extends `${infer Name},${string}` ? Name : Filled;

type Tree = { readonly [key: string]: string | Tree };

const FILLED = /\{\{(?<name>\w+)(?<format>, number)?\}\}/gu;

/** The texts of one language that are there: those of the first screen, and in time the others. */
type Texts = FirstTexts & Partial<LaterTexts>;

/** Reads texts of one language, also those that are added to it later. A key that it does not have is shown as it is. */
export function createTranslate(of: Language, texts: Texts): Translate {
  const numbers = new Intl.NumberFormat(of);
  const plurals = new Intl.PluralRules(of);

  const writeNumber = (value: string | number): string => {
    const figure = Number(value);
    return isWithheld(figure) ? texts.common.none : numbers.format(figure);
  };
  const fill = (text: string, values: Values): string =>
    text.replaceAll(FILLED, (whole, name: string, format: string | undefined) => {
      const value = values[name];
      return value === undefined ? whole : format === undefined ? String(value) : writeNumber(value);
    });

  return (key, ...[values = {}]) => {
    const { count } = values;
    const plural = count === undefined ? undefined : textAt(texts, `${key}_${plurals.select(Number(count))}`);
    return fill(plural ?? textAt(texts, key) ?? textAt(texts, `${key}_other`) ?? key, values);
  };
}

function textAt(texts: Texts, key: string): string | undefined {
  let at: string | Tree | undefined = texts;
  for (const step of key.split('.')) {
    at = typeof at === 'object' && Object.hasOwn(at, step) ? at[step] : undefined;
  }
  return typeof at === 'string' ? at : undefined;
}

const texts: Texts = { ...(await loadFirstTexts(language)) };

/** In the language of this page. */
export const t: Translate = createTranslate(language, texts);

/** Adds what parts of the page say that come later. They ask for no text before they are drawn. @throws Error when the file does not come */
export async function learnLaterTexts(): Promise<void> {
  Object.assign(texts, await loadLaterTexts(language));
}
