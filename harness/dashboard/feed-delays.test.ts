import { describe, expect, it } from 'vitest';
import type { ClassDelta } from '../../src/protocol';
import { FeedDelays } from './feed-delays';

const delta = (studentId: string, events: number) => ({ students: [{ studentId, events }] }) as unknown as ClassDelta;

describe('the delay of a feed', () => {
  it('runs from the 202 to the delta that counts its events', () => {
    const delays = new FeedDelays();
    delays.noteAccepted('ada', 20, 1000);
    delays.noteShown(delta('bob', 20), 1050);
    delays.noteAccepted('ada', 40, 1100);
    delays.noteShown(delta('ada', 20), 1200);
    expect(delays).toMatchObject({ delaysMs: [200], unseen: 1 });
    delays.noteShown(delta('ada', 40), 1300);
    expect(delays).toMatchObject({ delaysMs: [200, 200], unseen: 0 });
  });

  it('is nothing when the delta came before the 202', () => {
    const delays = new FeedDelays();
    delays.noteShown(delta('ada', 20), 990);
    delays.noteAccepted('ada', 20, 1000);
    expect(delays.delaysMs).toEqual([0]);
  });

  it('starts over after a warm-up', () => {
    const delays = new FeedDelays();
    delays.noteAccepted('ada', 20, 1000);
    delays.startOver();
    delays.noteShown(delta('ada', 20), 1100);
    expect(delays).toMatchObject({ delaysMs: [], unseen: 0 });
  });
});
