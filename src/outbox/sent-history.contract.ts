import { afterEach, beforeEach, expect, it } from 'vitest';
import { MAX_SENT, type SentEvent, type SentHistory } from './sent-history';

const sent = (seq: number, sentAtMs = seq): SentEvent => ({
  sid: 'A'.repeat(22),
  first: seq,
  seq,
  json: `{"seq":${String(seq)}}`,
  sentAtMs,
});
const upTo = (last: number) => Array.from({ length: last }, (_, index) => sent(index + 1));

/** What every history does, whatever it is kept in. */
export function describeSentHistory(open: () => SentHistory): void {
  let history: SentHistory;
  beforeEach(() => {
    history = open();
  });
  afterEach(() => history.close());

  it('gives back what was sent, newest first, as many as asked for', async () => {
    await history.add('ada', upTo(2));
    await history.add('ada', [sent(3)]);
    expect(await history.read('ada', 10)).toEqual([sent(3), sent(2), sent(1)]);
    expect(await history.read('ada', 1)).toEqual([sent(3)]);
  });

  it('forgets the oldest', async () => {
    await history.add('ada', upTo(MAX_SENT));
    await history.add('ada', [sent(MAX_SENT + 1), sent(MAX_SENT + 2)]);
    const kept = await history.read('ada', Number.MAX_SAFE_INTEGER);
    expect(kept).toHaveLength(MAX_SENT);
    expect([kept.at(0)?.seq, kept.at(-1)?.seq]).toEqual([MAX_SENT + 2, 3]);
  });

  it('keeps students and classes apart, and clears the one that is left', async () => {
    await history.add('ada', [sent(1)]);
    await history.add('bob', [sent(2)]);
    await history.clear('ada');
    expect(await history.read('ada', 10)).toEqual([]);
    expect(await history.read('bob', 10)).toEqual([sent(2)]);
  });
}
