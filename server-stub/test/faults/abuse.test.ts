import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SID } from '../support/classroom';
import { Scene } from './scene';

const LIMIT_MS = 90_000;

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});
afterEach(() => scene.close());

describe('a class at work', { timeout: LIMIT_MS }, () => {
  // Fault 45.
  it('is answered while one of its students floods the server from the same address', async () => {
    const { port } = await scene.server([]);
    const { work, room } = await scene.classAt(port);
    const token = await room.enrol('flooder');
    const statuses = new Map<number, number>();
    const flood = new AbortController();
    const flooding = Array.from({ length: 200 }, async () => {
      while (!flood.signal.aborted) {
        const { status } = await room.report(token, SID, 1);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    });
    await work.untilAcknowledged(1000);
    flood.abort();
    await Promise.all(flooding);
    await work.finish();

    expect([...work.outcomes.keys()]).toEqual(['accepted']);
    expect(new Set(statuses.keys())).toEqual(new Set([202, 429]));
    expect(await work.audit()).toEqual([]);
  });
});
