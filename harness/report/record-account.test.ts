import { describe, expect, it } from 'vitest';
import { countUnreported, RecordAccount } from './record-account';

const account = (...lines: readonly { sid: string; seq: number; from?: number }[]) => {
  const made = new RecordAccount();
  lines.forEach(line => made.add(line));
  return made;
};

describe('the account of a record', () => {
  it('is clean when everything acknowledged is there once', () => {
    const settled = account({ sid: 'a', seq: 1 }, { sid: 'b', seq: 1 }, { sid: 'a', from: 2, seq: 4 }).settle(
      new Map([
        ['a', 4],
        ['b', 1],
      ]),
    );
    expect(settled).toEqual({ acknowledged: 5, lost: 0, doubled: 0, disordered: 0, unanswered: 0 });
  });

  it('tells lost from doubled events, and both from those whose answer did not arrive', () => {
    const settled = account({ sid: 'a', seq: 1 }, { sid: 'a', seq: 3 }, { sid: 'a', seq: 3 }, { sid: 'a', seq: 4 }).settle(
      new Map([
        ['a', 3],
        ['gone', 2],
      ]),
    );
    expect(settled).toEqual({ acknowledged: 5, lost: 3, doubled: 1, disordered: 0, unanswered: 1 });
  });

  it('counts what comes after a later event of its own source', () => {
    const lines = [1, 3, 2, 4].map(seq => ({ sid: 'a', seq }));
    expect(account(...lines, { sid: 'b', seq: 1 }).settle(new Map([['a', 4]]))).toMatchObject({ lost: 0, disordered: 1 });
  });

  it('is held against the delivery report, too', () => {
    expect(
      countUnreported(
        new Map([
          ['a', 3],
          ['b', 2],
          ['c', 5],
        ]),
        [
          { sid: 'a', received: 3 },
          { sid: 'b', received: 1 },
        ],
      ),
    ).toBe(6);
  });
});
