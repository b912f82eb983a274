import { isPlaceholder } from '../../../../../src/capture/checks/placeholder';
import { hasSomethingToExecute } from '../../../../../src/capture/checks/executable';
import { isObject } from '../../../../../src/protocol';
import type { NotebookCell, NotebookFile } from './notebook-cells';

/** Signs that a file is what its author has, and not what students get. */
export type SourceSign = 'solutions' | 'hiddenTests' | 'writtenSolutions';

/** As nbgrader and Otter mark what they take out. */
const SOLUTION = /^[ \t]*(?:###? ?|# ?|\/\/ ?)(?:BEGIN SOLUTION|SOLUTION[ \t]*$)/mu;
const HIDDEN_TESTS = /^[ \t]*(?:###? ?|# ?|\/\/ ?)(?:BEGIN HIDDEN TESTS|HIDDEN[ \t]*$)/mu;

export function findSourceSigns({ cells, language }: NotebookFile): readonly SourceSign[] {
  const sources = cells.filter(({ isCode }) => isCode).map(cell => cell.readSource());
  const signs: Readonly<Record<SourceSign, boolean>> = {
    solutions: sources.some(source => SOLUTION.test(source)),
    hiddenTests: sources.some(source => HIDDEN_TESTS.test(source)),
    writtenSolutions: cells.some(cell => isWrittenSolution(cell, language)),
  };
  return (['solutions', 'hiddenTests', 'writtenSolutions'] as const).filter(sign => signs[sign]);
}

/** A cell of nbgrader that is for students' answers, and has one. */
function isWrittenSolution(cell: NotebookCell, language: string): boolean {
  const isAnswer = cell.isCode && isObject(cell.nbgrader) && cell.nbgrader['solution'] === true;
  const source = cell.readSource();
  return isAnswer && hasSomethingToExecute(source, language) && !isPlaceholder(source, language);
}
