import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../src/app/storage/store';
import type { InstructorRecord } from '../../src/access/staff/staff';

const grace: InstructorRecord = { id: 'g', name: 'Grace <b>', role: 'assistant', tokenDigest: 'digest-of-grace', createdAtMs: 2_000 };
const screen: InstructorRecord = { id: 's', name: "'; DROP TABLE", role: 'viewer', tokenDigest: 'digest-of-screen', createdAtMs: 1_000 };

/** What every store does for the instructors' tokens. `open` gives an empty store. */
export function describeStaff(open: () => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  it('gives instructors back as they were, the oldest first, and forgets those who are withdrawn', async () => {
    const { staff } = store;
    expect(await staff.list()).toEqual([]);
    await staff.add(grace);
    await staff.add(screen);
    expect(await staff.list()).toEqual([screen, grace]);

    expect(await staff.remove('g')).toBe(true);
    expect(await staff.remove('g')).toBe(false);
    expect(await staff.remove('nobody')).toBe(false);
    expect(await staff.list()).toEqual([screen]);
  });

  it('keeps one of an odd id apart from the others', async () => {
    await store.staff.add(grace);
    await store.staff.add({ ...screen, id: '__proto__' });
    expect(await store.staff.remove('__proto__')).toBe(true);
    expect(await store.staff.list()).toEqual([grace]);
  });

  it('refuses everything once it is closed', async () => {
    await store.close();
    await expect(store.staff.list()).rejects.toMatchObject({ name: 'LogUnavailableError' });
    await expect(store.staff.add(grace)).rejects.toMatchObject({ name: 'LogUnavailableError' });
  });
}
