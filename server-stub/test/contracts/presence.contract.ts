import { beforeEach, describe, expect, it } from 'vitest';
import type { Presence } from '../../src/live/presence/presence';

/** What every `Presence` promises. @param open a presence that has heard of nobody */
export function describePresence(name: string, open: () => Promise<Presence>): void {
  describe(`${name}: presence`, () => {
    let presence: Presence;
    beforeEach(async () => {
      presence = await open();
    });

    it('has heard of nobody at first', async () => {
      await presence.refresh('c');

      expect(presence.heardAtMs('c', 'ada')).toBe(0);
    });

    it('knows at once when it last heard a student', () => {
      presence.touch('c', 'ada', 1000);
      presence.touch('c', 'bob', 1500);
      presence.touch('c', 'ada', 2000);

      expect(presence.heardAtMs('c', 'ada')).toBe(2000);
      expect(presence.heardAtMs('c', 'bob')).toBe(1500);
    });

    it('keeps the later of two times, whichever it is told last', async () => {
      presence.touch('c', 'ada', 2000);
      presence.touch('c', 'ada', 1000);
      await presence.refresh('c');

      expect(presence.heardAtMs('c', 'ada')).toBe(2000);
    });

    it('has heard nothing of a student whom it was told to forget', async () => {
      presence.touch('c', 'ada', 1000);
      presence.touch('c', 'bob', 1000);
      presence.forget('c', 'ada');
      presence.forget('c', 'eve');

      expect(presence.heardAtMs('c', 'ada')).toBe(0);
      expect(presence.heardAtMs('c', 'bob')).toBe(1000);
    });

    it('knows what goes on at a page until the same page says otherwise', async () => {
      const now = { notebook: 'a.ipynb', cell: { id: 'c', index: 0, exercise: 'q1' }, forMs: 400 };
      presence.touch('c', 'ada', 1000, { sid: 'one', now });
      presence.touch('c', 'ada', 1000, { sid: 'other', unreachable: { notebook: 'b.ipynb', forMs: 100 } });
      expect(presence.nowAt('c', 'ada')).toEqual({
        running: { notebook: 'a.ipynb', cell: 'c', exercise: 'q1', sinceMs: 600, waitsForInput: false },
        unreachable: { notebook: 'b.ipynb', sinceMs: 900 },
      });
      expect(presence.nowAt('c', 'bob')).toEqual({});

      await presence.refresh('c');
      presence.touch('c', 'ada', 1001, { sid: 'one' });
      expect(presence.nowAt('c', 'ada')).toEqual({ unreachable: { notebook: 'b.ipynb', sinceMs: 900 } });
      presence.forget('c', 'ada');
      expect(presence.nowAt('c', 'ada')).toEqual({});
    });

    it('knows of twenty pages of a student, those heard last', () => {
      for (let page = 0; page < 30; page++) {
        presence.touch('c', 'ada', 100_000, { sid: `p${String(page)}`, unreachable: { notebook: String(page), forMs: 100 - page } });
      }

      expect(presence.nowAt('c', 'ada').unreachable).toMatchObject({ notebook: '10' });
    });

    it('keeps classes apart', () => {
      presence.touch('c', 'ada', 1000);

      expect(presence.heardAtMs('d', 'ada')).toBe(0);
    });

    it.each(['__proto__', 'constructor', 'a\0b\n', '山田', '💥'])('takes %j for a name like any other', async studentId => {
      expect(presence.heardAtMs('c', studentId)).toBe(0);
      presence.touch('c', studentId, 7);
      await presence.refresh('c');

      expect(presence.heardAtMs('c', studentId)).toBe(7);
    });
  });
}
