import { describe, expect, it } from 'vitest';
import type { ExportedEvent } from '../../../../../src/protocol';
import { withNewest, withOlder } from './pages';

function event(seq: number, second = seq): ExportedEvent {
  const time = new Date(second * 1000).toISOString();
  const whose = { classId: 'c', studentId: 'ada', team: '', sid: 'source' };
  return { ...whose, seq, type: 'cell.executed', time, receivedAt: time, data: {} };
}

const seqs = ({ events }: { readonly events: readonly ExportedEvent[] }): number[] => events.map(({ seq }) => seq);

describe('the timeline', () => {
  it('puts what is new before what is known, and keeps how far back it reaches', () => {
    const known = { events: [event(3), event(2)], before: 'older' };

    const next = withNewest(known, { events: [event(5), event(4), event(3)], before: 'newer' });

    expect(seqs(next)).toEqual([5, 4, 3, 2]);
    expect(next.before).toBe('older');
  });

  it('starts over where the newest page does not reach down to what is known', () => {
    expect(seqs(withNewest({ events: [event(3)], before: null }, { events: [event(9), event(8)], before: 'p' }))).toEqual([9, 8]);
  });

  it('adds an older page once, however often it is loaded', () => {
    const known = { events: [event(5), event(4)], before: 'p' };
    const page = { events: [event(4), event(3)], before: null };

    expect(seqs(withOlder(withOlder(known, page), page))).toEqual([5, 4, 3]);
  });

  it('shows a late event where it happened', () => {
    const known = { events: [event(5), event(4)], before: null };

    expect(seqs(withNewest(known, { events: [event(5), event(6, 4.5), event(4)], before: null }))).toEqual([5, 6, 4]);
  });
});
