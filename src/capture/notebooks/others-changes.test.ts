import { expect, it } from 'vitest';

import { OthersChanges } from './others-changes';

type Listener = (event: unknown, transaction: unknown) => void;

/** The shared cells of a notebook, as Yjs tells of them. */
function shareCells(...ids: string[]) {
  const listeners = new Set<Listener>();
  const present = [...ids];
  const ycells = {
    observe: (listener: Listener) => void listeners.add(listener),
    unobserve: (listener: Listener) => void listeners.delete(listener),
  };
  const tell = (inserted: readonly string[], local: boolean) => {
    const insert = inserted.map(id => new Map([['id', id]]));
    listeners.forEach(listener => listener({ changes: { delta: [{ retain: 1 }, { insert }] } }, { local }));
  };
  return {
    sharedModel: { ydoc: { getArray: (name: string) => (name === 'cells' ? ycells : undefined) } },
    readIds: () => present,
    insert: (id: string, local: boolean) => {
      present.push(id);
      tell([id], local);
    },
    remove: (id: string, local: boolean) => {
      present.splice(present.indexOf(id), 1);
      tell([], local);
    },
    move: (id: string, local: boolean) => tell([id], local),
  };
}

it('knows what others did to the cells, and forgets it once it is asked', () => {
  const cells = shareCells('a', 'b', 'c');
  const others = new OthersChanges(cells.sharedModel, cells.readIds);
  cells.insert('mine', true);
  cells.insert('theirs', false);
  cells.remove('a', false);
  cells.remove('b', true);
  cells.move('c', false);
  expect(others.take()).toEqual(new Set(['theirs', 'a', 'c']));
  expect(others.take()).toEqual(new Set());
  others.dispose();
  cells.insert('late', false);
  expect(others.take()).toEqual(new Set());
});

it('a cell that this page changed last is its own again', () => {
  const cells = shareCells();
  const others = new OthersChanges(cells.sharedModel, cells.readIds);
  cells.insert('a', false);
  cells.remove('a', true);
  expect(others.take()).toEqual(new Set());
});

it.each([undefined, {}, { ydoc: null }, { ydoc: { getArray: () => ({ observe: 1 }) } }])(
  'a notebook that nobody shares has no others: %j',
  model => {
    expect(new OthersChanges(model, () => ['a']).take()).toEqual(new Set());
  },
);
