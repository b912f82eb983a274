import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../src/app/storage/store';

/** What every store does for ended sessions. `open` gives an empty store. */
export function describeEndedSessions(open: () => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  it('knows those that were ended, however often, and no others', async () => {
    const { endedSessions } = store;
    await Promise.all([endedSessions.add('one', 2000, 0), endedSessions.add('one', 2000, 0), endedSessions.add('two', 2000, 0)]);

    expect(await Promise.all(['one', 'two', 'three', ''].map(id => endedSessions.has(id)))).toEqual([true, true, false, false]);
  });

  it('forgets those that would have ended by themselves, and none before', async () => {
    const { endedSessions } = store;
    await endedSessions.add('old', 1000, 0);
    await endedSessions.add('young', 3000, 0);
    await endedSessions.add('new', 5000, 2000);

    expect(await Promise.all(['old', 'young', 'new'].map(id => endedSessions.has(id)))).toEqual([false, true, true]);
  });

  it('refuses everything once it is closed', async () => {
    await store.close();
    await expect(store.endedSessions.has('one')).rejects.toMatchObject({ name: 'LogUnavailableError' });
    await expect(store.endedSessions.add('one', 1, 0)).rejects.toMatchObject({ name: 'LogUnavailableError' });
  });
}
