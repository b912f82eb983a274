import { styleText } from 'node:util';
import type { Finding, Level } from './finding';

const STYLES: Readonly<Record<Level, Parameters<typeof styleText>[0]>> = { ok: 'green', note: 'cyan', warning: 'yellow', problem: 'red' };
const WIDTH = 'problem'.length;

/** The findings as people read them, with what to do below each. In colour only on a screen that wants it. */
export function describeFindings(findings: readonly Finding[], isOnScreen: boolean): string[] {
  return [...findings.flatMap(finding => describeFinding(finding, isOnScreen)), '', summarize(findings)];
}

function describeFinding({ level, subject, state, advice }: Finding, isOnScreen: boolean): string[] {
  const word = level.padEnd(WIDTH);
  const indent = ' '.repeat(WIDTH + 2);
  return [
    `${isOnScreen ? styleText(STYLES[level], word) : word}  ${subject}: ${state}`,
    ...(advice === undefined ? [] : [`${indent}→ ${advice}`]),
  ];
}

function summarize(findings: readonly Finding[]): string {
  const problems = findings.filter(({ level }) => level === 'problem').length;
  const warnings = findings.filter(({ level }) => level === 'warning').length;
  if (problems > 0) {
    return `${count(problems, 'problem')}${warnings > 0 ? ` and ${count(warnings, 'warning')}` : ''}: not ready for a class. Do what the arrows say, and run doctor again.`;
  }
  return warnings > 0 ? `${count(warnings, 'warning')}: it works, and may not stay so. Do what the arrows say.` : 'All is well.';
}

const count = (number: number, word: string): string => `${String(number)} ${word}${number === 1 ? '' : 's'}`;
