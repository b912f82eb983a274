import { describe, expect, it } from 'vitest';

import { callForHelp, endCall, applyHelpStatus, parseHelpState, type HelpState } from './help-call';

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

it.each([undefined, null, 7, [], { call: 7 }, { call: {} }, { call: { atMs: 'x' }, endedId: 3 }])('reads no call from %j', stored => {
  expect(parseHelpState(stored)).toEqual(NONE);
});

it('reads what it wrote', () => {
  const book = applyHelpStatus(called(), { id: 'h1', status: 'open', position: 3 });
  expect(parseHelpState(JSON.parse(JSON.stringify(book)))).toEqual(book);
});
