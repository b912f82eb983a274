import { CheckRegister } from '../../../../../src/capture/checks/check-register';
import { findDeclaredCheck } from '../../../../../src/capture/checks/declared-check';
import { hasSomethingToExecute } from '../../../../../src/capture/checks/executable';
import { isCheckCall } from '../../../../../src/capture/checks/otter';
import { LIMITS, type PlannedExercise, type PlannedNotebook } from '../../../../../src/protocol';
import { headingsAbove } from './headings';
import type { NotebookCell, NotebookFile } from './notebook-cells';
import { placeholderOf } from './placeholder-of';

/**
 * What the class's server is told of a notebook: its exercises in their order, with titles, the names of their checks, and hashes of what is to be
 * filled in. No code of it, and no other text.
 * @param name the file's name
 */
export function planNotebook(name: string, { cells, language }: NotebookFile): PlannedNotebook {
  const titles = headingsAbove(cells);
  const checks = findChecks(cells, language);
  const found = new Map<string, PlannedExercise>();
  const add = (exercise: string, index: number): void => {
    if (!found.has(exercise) && found.size < LIMITS.plannedExercises) {
      const title = titles[index] ?? '';
      const placeholder = placeholderOf(cells[index]?.readSource() ?? '', language);
      const names = checks.filter(check => check.exercise === exercise).map(({ check }) => check);
      found.set(exercise, {
        name: exercise,
        index,
        ...(title !== '' && { title }),
        checks: [...new Set(names)].slice(0, LIMITS.checksPerExercise),
        ...(placeholder !== undefined && { placeholder }),
      });
    }
  };
  cells.forEach((cell, index) => {
    if (cell.isCode && cell.exercise !== undefined && findDeclaredCheck(cell) === undefined) {
      add(cell.exercise, index);
    }
  });
  // Otter's questions have no cell of their own that says so: theirs is the one above their check.
  checks.filter(({ answer }) => answer >= 0).forEach(({ exercise, answer }) => add(exercise, answer));
  return { name, exercises: withOwnTitles([...found.values()].toSorted((a, b) => a.index - b.index)) };
}

interface FoundCheck {
  readonly exercise: string;
  readonly check: string;
  /** Of Otter's: the place of the cell above it; -1 for others, whose exercises are named where they are. */
  readonly answer: number;
}

function findChecks(cells: readonly NotebookCell[], language: string): readonly FoundCheck[] {
  const register = new CheckRegister(cells);
  return cells.flatMap((cell, index): readonly FoundCheck[] => {
    const source = cell.isCode ? cell.readSource() : '';
    const target = hasSomethingToExecute(source, language) ? register.find(cell.id, cells) : undefined;
    if (target !== undefined) {
      return [{ ...target, answer: -1 }];
    }
    return otterNames(source).map(name => ({ exercise: name, check: name, answer: answerAbove(cells, index) }));
  });
}

const OTTER_CALL = /\.check\(\s*(["'])([^"'\n]{1,200})\1/gu;

function otterNames(source: string): readonly string[] {
  return source !== '' && isCheckCall(source) ? Array.from(source.matchAll(OTTER_CALL), ([, , name = '']) => name) : [];
}

function answerAbove(cells: readonly NotebookCell[], index: number): number {
  return cells.slice(0, index).findLastIndex(({ isCode, readSource }) => isCode && !isCheckCall(readSource()));
}

/** A heading that several exercises stand under tells none of them from the others. */
function withOwnTitles(exercises: readonly PlannedExercise[]): readonly PlannedExercise[] {
  const counts = Map.groupBy(exercises, ({ title }) => title);
  return exercises.map(({ title, ...others }) => (title !== undefined && counts.get(title)?.length === 1 ? { ...others, title } : others));
}
