/** What is compared in the tables. */
export const RULES = ['3 errors in a row', '12 errors in a row', 'who next', 'who next, and no activity'] as const;

/** How far the rule's own levels can be turned: times what a setback must exceed. From 1 on it is the rule itself. */
const TURNED = ['0.7', '0.8', '0.9', '1.1', '1.25', '1.5'] as const;
/** From what likelihood on the oracle lists a student. */
const LIKELIHOODS = ['0.6', '0.7', '0.8', '0.9'] as const;

/** The same rule more and less sensitive, and the bound. */
export const CURVE = [
  ...TURNED.map(times => `who next × ${times}` as const),
  ...LIKELIHOODS.map(level => `oracle from ${level}` as const),
] as const;

export type Rule = (typeof RULES)[number] | (typeof CURVE)[number];
export const ALL_RULES: readonly Rule[] = [...RULES, ...CURVE];

/** A value for each rule. */
export function mapRules<T>(map: (rule: Rule) => T): Readonly<Record<Rule, T>> {
  return Object.fromEntries(ALL_RULES.map(rule => [rule, map(rule)])) as Record<Rule, T>;
}

/** Of a rule of the curve: whose it is, and its level. */
export function readCurve(rule: (typeof CURVE)[number]): { readonly isOracle: boolean; readonly level: number } {
  return { isOracle: rule.startsWith('oracle'), level: Number(rule.slice(rule.lastIndexOf(' ') + 1)) };
}
