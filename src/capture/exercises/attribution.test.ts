import { array, assert, constantFrom, nat, option, property, record, type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { attributeExercises, type CellFacts } from './attribution';

/** `a=ex1` is a cell of the notebook as it was opened, with a name; `a+` one that came in later. */
function read(notebook: string): CellFacts[] {
  return notebook.split(' ').map(cell => {
    const [, id = '', added, , name] = /^(\w+)(\+)?(=(\w+))?$/u.exec(cell) ?? [];
    return { id, name, isOriginal: added === undefined };
  });
}

const attribute = (notebook: string) => Object.fromEntries(attributeExercises(read(notebook)));

describe('the exercise of a cell', () => {
  it.each([
    ['is its own name', 'a=ex1 b=ex2', { a: 'ex1', b: 'ex2' }],
    ['is none for what the author wrote between the exercises', 'a b=ex1 c', { b: 'ex1' }],
    ['is that of the nearest cell above for a new cell', 'a=ex1 n+ b=ex2 m+ l+', { a: 'ex1', n: 'ex1', b: 'ex2', m: 'ex2', l: 'ex2' }],
    ['is that of the nearest cell above that has one', 'a=ex1 text n+', { a: 'ex1', n: 'ex1' }],
    ['is none for a new cell above all exercises', 'n+ a=ex1', { a: 'ex1' }],
  ])('%s', (_, notebook, expected) => {
    expect(attribute(notebook)).toEqual(expected);
  });
});

describe('of cells with one name', () => {
  it.each([
    ['both parts of a split cell belong to the exercise', 'a=ex1 n+=ex2 b=ex2', { a: 'ex1', n: 'ex2', b: 'ex2' }],
    ['all parts of a cell that was split twice do', 'a=ex1 n+=ex2 text m+=ex2 b=ex2', { a: 'ex1', n: 'ex2', m: 'ex2', b: 'ex2' }],
    ['a copy right below does', 'a=ex1 n+=ex1 b=ex2', { a: 'ex1', n: 'ex1', b: 'ex2' }],
    ['a copy below another exercise is work on that one', 'a=ex1 b=ex2 n+=ex1', { a: 'ex1', b: 'ex2', n: 'ex2' }],
    ['two copies below another exercise are', 'a=ex1 b=ex2 n+=ex1 m+=ex1', { a: 'ex1', b: 'ex2', n: 'ex2', m: 'ex2' }],
    ['the one that was there first is no copy', 'n+=ex2 a=ex1 b=ex2', { n: 'ex2', a: 'ex1', b: 'ex2' }],
    ['a cell that was cut and pasted is no copy', 'b=ex2 n+=ex1', { b: 'ex2', n: 'ex1' }],
    ['the first counts when all were there', 'a=ex1 b=ex2 c=ex1', { a: 'ex1', b: 'ex2', c: 'ex2' }],
  ])('%s', (_, notebook, expected) => {
    expect(attribute(notebook)).toEqual(expected);
  });
});

type Edit = { readonly kind: 'split' | 'add' | 'move' | 'paste' | 'remove' | 'undo'; readonly at: number; readonly to: number };

const anEdit: Arbitrary<Edit> = record({
  kind: constantFrom('split', 'add', 'move', 'paste', 'remove', 'undo'),
  at: nat(30),
  to: nat(30),
});
const aNotebook = array(option(constantFrom('ex1', 'ex2', 'ex3'), { nil: undefined }), { minLength: 1, maxLength: 8 }).map(names =>
  names.map((name, index): CellFacts => ({ id: `original-${String(index)}`, name, isOriginal: true })),
);

/** What a student does to the cells, as JupyterLab does it: see `NotebookActions`. */
function edit(history: readonly CellFacts[][], { kind, at, to }: Edit): CellFacts[][] {
  const cells = [...(history.at(-1) ?? [])];
  const [from, target] = [at % Math.max(cells.length, 1), to % (cells.length + 1)];
  const cell = cells[from];
  const id = `added-${String(history.length)}`;
  if (kind === 'undo') {
    return history.length > 1 ? history.slice(0, -1) : [...history];
  }
  if (kind === 'add' || cell === undefined) {
    cells.splice(target, 0, { id, name: undefined, isOriginal: false });
  } else if (kind === 'split') {
    cells.splice(from, 0, { ...cell, id, isOriginal: false });
  } else if (kind === 'paste') {
    cells.splice(target, 0, { ...cell, id, isOriginal: false });
  } else {
    cells.splice(from, 1);
    cells.splice(kind === 'move' ? target : from, 0, ...(kind === 'move' ? [cell] : []));
  }
  return [...history, cells];
}

describe('whatever a student does to a notebook', () => {
  const edited = (check: (before: CellFacts[], now: CellFacts[]) => void) =>
    assert(
      property(aNotebook, array(anEdit, { maxLength: 25 }), (notebook, edits) => {
        check(notebook, edits.reduce(edit, [notebook]).at(-1) ?? []);
      }),
    );

  it("an author's only cell of a name belongs to its exercise as long as it is there", () => {
    edited((before, now) => {
      const names = before.map(({ name }) => name);
      const isOnly = ({ name }: CellFacts) => name !== undefined && names.filter(other => other === name).length === 1;
      const exercises = attributeExercises(now);
      const owners = now.filter(cell => cell.isOriginal && isOnly(cell));
      expect(owners.map(({ id }) => exercises.get(id))).toEqual(owners.map(({ name }) => name));
    });
  });

  it('each name that is in it is the exercise of a cell with that name', () => {
    edited((_, now) => {
      const exercises = attributeExercises(now);
      const held = now.filter(({ id, name }) => name !== undefined && exercises.get(id) === name).map(({ name }) => name);
      expect(new Set(held)).toEqual(new Set(now.flatMap(({ name }) => (name === undefined ? [] : [name]))));
    });
  });

  it('no exercise is made up, and an unnamed cell of the author has none', () => {
    edited((_, now) => {
      const names = new Set(now.map(({ name }) => name));
      const exercises = attributeExercises(now);
      expect([...exercises.values()].every(name => names.has(name))).toBe(true);
      expect(now.some(({ id, name, isOriginal }) => isOriginal && name === undefined && exercises.has(id))).toBe(false);
    });
  });

  it('undoing it all leaves the exercises as they were', () => {
    assert(
      property(aNotebook, array(anEdit, { maxLength: 25 }), (notebook, edits) => {
        const history = edits.reduce(edit, [notebook]);
        const undone = history.reduce<CellFacts[][]>(past => edit(past, { kind: 'undo', at: 0, to: 0 }), history);
        expect(attributeExercises(undone.at(-1) ?? [])).toEqual(attributeExercises(notebook));
      }),
    );
  });
});
