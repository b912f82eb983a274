import { describe, expect, it } from 'vitest';

import type { JsonObject } from '../../protocol';
import { callForHelp, endCall, applyHelpStatus, isSolvedBy, parseHelpState, type HelpState } from './help-call';

const NONE: HelpState = { call: null, endedId: null };
const called = (book: HelpState = NONE) => callForHelp(book, { notebook: 'a.ipynb', cell: { id: 'c', index: 0 } }, true, 1000);

describe('what a reply says of a call', () => {
  it('is nothing where the server has not read the call yet', () => {
    expect(applyHelpStatus(called(), undefined)).toEqual(called());
  });

  it('counts for the present call and not for one that ended', () => {
    const open = applyHelpStatus(called(), { id: 'h1', status: 'open', position: 1 });
    const again = called(endCall(open));
    expect(applyHelpStatus(again, { id: 'h1', status: 'claimed' })).toEqual(again);
    expect(applyHelpStatus(again, { id: 'h1', status: 'resolved' })).toEqual(again);
    expect(applyHelpStatus(again, { id: 'h2', status: 'resolved' }).call).toBeNull();
  });

  it('is remembered of a call that another page has ended', () => {
    const ended = applyHelpStatus(NONE, { id: 'h1', status: 'resolved' });
    expect(applyHelpStatus(called(ended), { id: 'h1', status: 'resolved' }).call).not.toBeNull();
  });

  it('makes no call of what the student took back', () => {
    expect(applyHelpStatus(endCall(called()), { id: 'h1', status: 'open' }).call).toBeNull();
  });
});

describe('a call that closes when its cell works', () => {
  const isClosed = (calledIn: JsonObject, ranIn: JsonObject) => {
    const cell = { id: 'c', index: 0 };
    const { call } = parseHelpState(callForHelp(NONE, { ...calledIn, cell }, true, 1000));
    return call !== null && isSolvedBy(call, 'cell.executed', { ...ranIn, cell, ok: true });
  };

  it.each<[string, JsonObject, JsonObject]>([
    ['stayed where it was', { notebook: 'a.ipynb' }, { notebook: 'a.ipynb' }],
    ['was renamed since', { notebook: 'a.ipynb' }, { notebook: 'b.ipynb', formerly: 'a.ipynb' }],
    ['had been renamed before', { notebook: 'b.ipynb', formerly: 'a.ipynb' }, { notebook: 'b.ipynb', formerly: 'a.ipynb' }],
    ['was renamed before and since', { notebook: 'b.ipynb', formerly: 'a.ipynb' }, { notebook: 'x/c.ipynb', formerly: 'a.ipynb' }],
    ['was renamed back', { notebook: 'b.ipynb', formerly: 'a.ipynb' }, { notebook: 'a.ipynb' }],
    ['got its first name since', { notebook: 'x/Untitled3.ipynb' }, { notebook: 'x/a.ipynb' }],
  ])('does so in a notebook that %s', (_, calledIn, ranIn) => {
    expect(isClosed(calledIn, ranIn)).toBe(true);
  });

  it.each<[string, JsonObject]>([
    ['another', { notebook: 'b.ipynb' }],
    ['one that has taken its place', { notebook: 'a.ipynb', formerly: 'c.ipynb' }],
  ])('does not for the same cell of %s', (_, ranIn) => {
    expect(isClosed({ notebook: 'a.ipynb' }, ranIn)).toBe(false);
  });
});

it.each([undefined, null, 7, [], { call: 7 }, { call: {} }, { call: { atMs: 'x' }, endedId: 3 }])('reads no call from %j', stored => {
  expect(parseHelpState(stored)).toEqual(NONE);
});

it('reads what it wrote', () => {
  const book = applyHelpStatus(called(), { id: 'h1', status: 'open', position: 3 });
  expect(parseHelpState(JSON.parse(JSON.stringify(book)))).toEqual(book);
});
