import type { CellExecutedData, RunEnd } from '../../src/protocol';

/** What a simulated student may have written, and what came out. */
export function writtenCode(run: CellExecutedData): { readonly code: string; readonly output?: string } {
  const { cell, executionCount, ok, checks } = run;
  if (checks !== undefined) {
    return { code: `# The instructor's check.\n${checks.map(({ check }) => `assert is_right("${check}")`).join('\n')}` };
  }
  const lines = [`# ${cell.exercise ?? 'scratch'}`, 'total = 0', ...bodyOf(run), 'print(total)'];
  return { code: lines.join('\n'), ...(ok && { output: `${String(executionCount ?? 0)}\n` }) };
}

function bodyOf({ ok, ended, executionCount }: CellExecutedData): readonly string[] {
  return ended === undefined
    ? [`for i in range(${String((executionCount ?? 1) % 9)}):`, ok ? '    total += i' : '    totl += i']
    : BODIES[ended];
}

const BODIES: Readonly<Record<RunEnd, readonly string[]>> = {
  interrupted: ['i = 0', 'while i < 10:', '    total += i'],
  kernel_died: ['numbers = [0] * 10**11', 'for i in numbers:', '    total += i'],
  untouched: ['# YOUR CODE HERE'],
};
