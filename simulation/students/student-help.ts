import type { CellExecutedData, OrdinaryEvent } from '../../src/protocol';
import type { SeededRandom } from '../virtual/seeded-random';

/** Whether a simulated student waits for help, and how many runs have failed in a row. */
export interface HelpWish {
  readonly failures: number;
  readonly isWaiting: boolean;
}

export const NO_WISH: HelpWish = { failures: 0, isWaiting: false };

/** Failing runs before one thinks of asking, and the share of the failing runs after that with which one does. */
const PATIENCE = 3;
const ASKING = 0.4;

const QUESTIONS: readonly [string, ...string[]] = [
  'What does this error mean?',
  'I think my loop never ends.',
  'Is my function in the right place?',
  'Could you look at line 3?',
];

/** What a run makes of the wish: who fails again and again asks in the end, and whose cell works takes the call back. */
export function wishAfter(
  wish: HelpWish,
  { ok, notebook, cell, error }: CellExecutedData,
  random: SeededRandom,
): { readonly wish: HelpWish; readonly event?: Pick<OrdinaryEvent, 'type' | 'data'> } {
  if (ok) {
    const isOver = wish.isWaiting && { event: { type: 'help.withdrawn', data: { notebook, cell: { ...cell }, reason: 'solved' } } };
    return { wish: NO_WISH, ...isOver };
  }
  const failures = wish.failures + 1;
  if (wish.isWaiting || failures < PATIENCE || random.draw() > ASKING) {
    return { wish: { ...wish, failures } };
  }
  const data = { notebook, cell: { ...cell }, question: random.pick(QUESTIONS), ...(error !== undefined && { error: { ...error } }) };
  return { wish: { failures, isWaiting: true }, event: { type: 'help.requested', data } };
}

/** What a simulated student may have written, and what came out. */
export function writtenCode({ cell, executionCount, ok }: CellExecutedData): { readonly code: string; readonly output?: string } {
  const lines = [
    `# ${cell.exercise ?? 'scratch'}`,
    'total = 0',
    `for i in range(${String((executionCount ?? 1) % 9)}):`,
    ok ? '    total += i' : '    totl += i',
    'print(total)',
  ];
  return { code: lines.join('\n'), ...(ok && { output: `${String(executionCount ?? 0)}\n` }) };
}
