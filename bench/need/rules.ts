export const RULES = ['3 errors in a row', '12 errors in a row', 'who next', 'who next, and no activity'] as const;
export type Rule = (typeof RULES)[number];

export function mapRules<T>(map: (rule: Rule) => T): Readonly<Record<Rule, T>> {
  return Object.fromEntries(RULES.map(rule => [rule, map(rule)])) as Record<Rule, T>;
}
