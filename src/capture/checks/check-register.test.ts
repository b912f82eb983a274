import { array, assert, constantFrom, nat, property, record, type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findExercise } from '../exercises/exercise';
import { CheckRegister } from './check-register';
import type { CheckedCellFacts } from './declared-check';

interface Written {
  readonly nbgrader?: unknown;
  readonly tags?: readonly string[];
  readonly source?: string;
  readonly isCode?: boolean;
}

function cell(id: string, { nbgrader, tags = [], source = id, isCode = true }: Written = {}): CheckedCellFacts {
  return { id, isCode, nbgrader, tags, exercise: findExercise({ nbgrader, tags }), readSource: () => source };
}

const solution = (id: string, more: object = {}) => cell(id, { nbgrader: { grade: false, solution: true, grade_id: id, ...more } });
const tests = (id: string, name = id) => cell(id, { nbgrader: { grade: true, solution: false, locked: true, grade_id: name } });
const tagged = (id: string, ...tags: string[]) => cell(id, { tags });

/** What each cell checks, as `exercise/check`. */
function read(register: CheckRegister, cells: readonly CheckedCellFacts[]) {
  const targets = cells.map(({ id }) => [id, register.find(id, cells)] as const);
  return Object.fromEntries(targets.flatMap(([id, target]) => (target === undefined ? [] : [[id, `${target.exercise}/${target.check}`]])));
}

const readOpened = (...cells: CheckedCellFacts[]) => read(new CheckRegister(cells), cells);

describe('a check of nbgrader', () => {
  it('is about the nearest code cell with a solution above, and has its own name', () => {
    expect(readOpened(solution('a'), cell('text'), tests('t1'), tests('t2'), solution('b'), tests('t3'))).toEqual({
      t1: 'a/t1',
      t2: 'a/t2',
      t3: 'b/t3',
    });
  });

  it('is none where it is graded by hand, is no code, has no name, or has nothing above', () => {
    const essay = cell('essay', { isCode: false, nbgrader: { grade: true, solution: true, grade_id: 'essay' } });
    const task = cell('task', { isCode: false, nbgrader: { grade: false, solution: false, task: true, grade_id: 'task' } });
    const locked = cell('locked', { nbgrader: { grade: false, solution: false, locked: true, grade_id: 'locked' } });
    const byHand = solution('hand', { grade: true });
    const nameless = cell('nameless', { nbgrader: { grade: true, solution: false } });
    expect(readOpened(tests('lost'), essay, task, locked, tests('lost2'), byHand, nameless)).toEqual({});
  });

  it('passes by an exercise that is no code, and tags', () => {
    const essay = cell('essay', { isCode: false, nbgrader: { grade: true, solution: true, grade_id: 'essay' } });
    expect(readOpened(solution('a'), essay, tagged('x', 'exercise:x'), tests('t'))).toEqual({ t: 'a/t' });
  });
});

describe('a check by tag', () => {
  it('is about the exercise that it names, or the nearest above', () => {
    expect(readOpened(tagged('a', 'exercise:a'), tagged('b', 'exercise:b'), tagged('c', 'checks:a'), tagged('d', 'checks'))).toEqual({
      c: 'a/1',
      d: 'b/1',
    });
  });

  it('has the name that its author gave it, or its place among the exercise’s', () => {
    expect(
      readOpened(tagged('a', 'exercise:a'), tagged('b', 'checks'), tagged('c', 'checks', 'check:big'), tagged('d', 'checks:a')),
    ).toEqual({
      b: 'a/1',
      c: 'a/big',
      d: 'a/3',
    });
  });

  it('may stand below nbgrader’s exercises, and is none where no exercise is above or nothing is named', () => {
    expect(readOpened(tagged('x', 'checks'), solution('a'), tagged('b', 'checks'), tagged('c', 'checks:', 'check:x', ' '))).toEqual({
      b: 'a/1',
    });
  });
});

describe('a copy', () => {
  it('keeps the original’s name and exercise wherever it is put', () => {
    const opened = [solution('a'), tests('t1'), solution('b'), tests('t2')];
    const register = new CheckRegister(opened);
    expect(read(register, [...opened, tests('copy', 't1')])).toMatchObject({ t2: 'b/t2', copy: 'a/t1' });
  });

  it('of unnamed checks is told by its text, at first and when it was edited', () => {
    const opened = [tagged('a', 'exercise:a'), tagged('c1', 'checks'), tagged('c2', 'checks')];
    const register = new CheckRegister(opened);
    const copy = cell('n', { tags: ['checks'], source: 'c2' });
    register.note([copy, ...opened]);
    const edited = cell('n', { tags: ['checks'], source: 'else' });
    expect(read(register, [edited, ...opened])).toEqual({ c1: 'a/1', c2: 'a/2', n: 'a/2' });
  });

  it('that a split leaves above is told by the one below it', () => {
    const opened = [tagged('a', 'exercise:a'), tagged('c1', 'checks'), tagged('c2', 'checks')];
    const register = new CheckRegister(opened);
    const part = cell('n', { tags: ['checks'], source: 'c' });
    expect(read(register, [...opened.slice(0, 2), part, ...opened.slice(2)])).toEqual({ c1: 'a/1', n: 'a/2', c2: 'a/2' });
  });
});

it('a deleted check changes no other’s name', () => {
  const opened = [tagged('a', 'exercise:a'), tagged('c1', 'checks'), tagged('c2', 'checks')];
  expect(
    read(
      new CheckRegister(opened),
      [opened[0], opened[2]].filter(found => found !== undefined),
    ),
  ).toEqual({ c2: 'a/2' });
});

it('a check that its author writes now has a place behind the others', () => {
  const opened = [tagged('a', 'exercise:a'), tagged('c1', 'checks')];
  const register = new CheckRegister(opened);
  expect(read(register, [...opened, tagged('n', 'checks', 'check:new')])).toEqual({ c1: 'a/1', n: 'a/new' });
  const untagged = [...opened, tagged('n')];
  expect(read(register, untagged)).toEqual({ c1: 'a/1' });
});

type Edit = { readonly kind: 'copy' | 'split' | 'move' | 'remove' | 'type'; readonly at: number; readonly to: number };

const anEdit: Arbitrary<Edit> = record({ kind: constantFrom('copy', 'split', 'move', 'remove', 'type'), at: nat(30), to: nat(30) });
const KINDS = [(id: string) => solution(id), (id: string) => tests(id), (id: string) => cell(id)];
const TAGS = ['exercise:x', 'exercise:y', 'checks', 'checks:x', 'check:n'];
const aCell = record({ kind: nat(3), tag: constantFrom(...TAGS) });
const aNotebook = array(aCell, { minLength: 1, maxLength: 8 }).map(cells =>
  cells.map(({ kind, tag }, index) => (KINDS[kind] ?? ((id: string) => tagged(id, tag)))(`c${String(index)}`)),
);

function edit(cells: readonly CheckedCellFacts[], { kind, at, to }: Edit, step: number): CheckedCellFacts[] {
  const from = at % Math.max(1, cells.length);
  const target = to % (cells.length + 1);
  const chosen = cells[from];
  if (chosen === undefined) {
    return [...cells];
  }
  const id = `n${String(step)}`;
  switch (kind) {
    case 'copy':
      return cells.toSpliced(target, 0, { ...chosen, id });
    case 'split':
      return cells.toSpliced(from, 0, { ...chosen, id, readSource: () => 'part' });
    case 'move':
      return cells.toSpliced(from, 1).toSpliced(Math.min(target, cells.length - 1), 0, chosen);
    case 'remove':
      return cells.toSpliced(from, 1);
    case 'type':
      return cells.toSpliced(from, 1, { ...chosen, readSource: () => `typed ${String(step)}` });
  }
}

describe('whatever a student does to a notebook', () => {
  const edited = (check: (opened: Record<string, string>, now: Record<string, string>) => void) =>
    assert(
      property(aNotebook, array(anEdit, { maxLength: 25 }), (opened, edits) => {
        const register = new CheckRegister(opened);
        const before = read(register, opened);
        let cells: readonly CheckedCellFacts[] = opened;
        edits.forEach((step, index) => {
          cells = edit(cells, step, index);
          register.note(cells);
        });
        check(before, read(register, cells));
      }),
    );

  it('every check keeps its name and its exercise', () => {
    edited((before, now) => {
      const kept = Object.keys(now).filter(id => id in before);
      expect(kept.map(id => now[id])).toEqual(kept.map(id => before[id]));
    });
  });

  it('no check is made up', () => {
    edited((before, now) => {
      const known = new Set(Object.values(before));
      expect(Object.values(now).filter(target => !known.has(target))).toEqual([]);
    });
  });
});
