import { growsFasterThanLength, NARROW, WIDE, type Width } from './growth';
import { fewHostileTexts, hostileTexts, type HostileText, likelyHostileTexts } from './hostile-texts';
import { type PatternsOfFile, patternsIn } from './patterns-in-source';

/** How much of it all is tried. */
export interface Measure {
  readonly width: Width;
  readonly textsFor: (words: readonly string[]) => readonly HostileText[];
}

/** Every text, and long ones: `npm run bench:text`. */
export const THOROUGH: Measure = { width: WIDE, textsFor: hostileTexts };
/** Among the tests. */
export const QUICK: Measure = { width: NARROW, textsFor: likelyHostileTexts };

/** All patterns of the product's own code. @param root the project's */
export function productPatterns(root: string): readonly PatternsOfFile[] {
  return patternsIn(root, ['src/**/*.{ts,tsx}', 'server-stub/src/**/*.ts', 'server-stub/web/**/*.{ts,tsx}']);
}

/** The first text that takes a pattern more work than its length explains; undefined when none does. */
export function flawOfPattern({ source, flags }: Pick<RegExp, 'source' | 'flags'>, { width, textsFor }: Measure): string | undefined {
  const pattern = new RegExp(source, flags);
  const words = source.match(/[A-Za-z_:-]{2,}/gu) ?? [];
  return growsFasterThanLength(text => text.replace(pattern, ''), textsFor(words), width);
}

/** The same of a function that reads texts. */
export function flawOfFunction(run: (text: string) => unknown, { width }: Measure): string | undefined {
  return growsFasterThanLength(run, fewHostileTexts(), width);
}

/** Patterns that are known to be bad, and in which ways: a measure that does not find them finds nothing. */
export const BAD_PATTERNS = [/\d+x/gu, /[\w-]+(?:\/[\w.-]+)*\/[\w-]+\.\w/gu, /(?:a+)+b/u, /\s+$/gu] as const;
