import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../src/app/storage/store';

/** What every store does for the levels of alerts. `open` gives an empty store. */
export function describeAlertLevels(open: () => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  it('starts with none, and gives back what was put, the newest for each alert', async () => {
    const { alertLevels } = store;
    expect(await alertLevels.get()).toEqual({});
    await alertLevels.put({ errors: { warning: 0.5, critical: 2.5 }, disk_free: 'off' });
    await alertLevels.put({ errors: null, log: { warning: 0, critical: 1e9 } });
    await alertLevels.put({});

    expect(await alertLevels.get()).toEqual({ errors: null, disk_free: 'off', log: { warning: 0, critical: 1e9 } });
  });

  it('loses nothing when several alerts are changed at the same time', async () => {
    const { alertLevels } = store;
    await Promise.all([alertLevels.put({ errors: 'off' }), alertLevels.put({ janitor: 'off' }), alertLevels.put({ log: 'off' })]);
    expect(await alertLevels.get()).toEqual({ errors: 'off', janitor: 'off', log: 'off' });
  });

  it('passes over an alert of a newer version', async () => {
    await store.alertLevels.put({ errors: 'off', ['temperature' as 'log']: { warning: 30, critical: 40 } });
    expect(await store.alertLevels.get()).toEqual({ errors: 'off' });
  });

  it('refuses everything once it is closed', async () => {
    await store.close();
    await expect(store.alertLevels.get()).rejects.toMatchObject({ name: 'LogUnavailableError' });
    await expect(store.alertLevels.put({ errors: 'off' })).rejects.toMatchObject({ name: 'LogUnavailableError' });
  });
}
