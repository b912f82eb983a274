import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../src/app/storage/store';
import { AUDIT_ENTRIES_KEPT, type AuditRecord } from '../../src/access/audit/audit-trail';

const eventAt = (atMs: number, subject = 'ada'): AuditRecord => ({
  atMs,
  actor: { id: 'owner', name: 'Owner', role: 'owner' },
  action: 'name.released',
  classId: 'python',
  subject,
});

/** What every audit trail does, whatever it is kept in. `open` gives an empty store. */
export function describeAuditTrail(open: () => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  it('gives back what was done, the newest first, page by page', async () => {
    const events = [1, 2, 3, 4, 5].map(atMs => eventAt(atMs, `<img> ${String(atMs)}`));
    expect(await store.audit.read(10)).toEqual([]);
    for (const each of events) {
      await store.audit.append(each);
    }
    const newest = await store.audit.read(2);
    const next = await store.audit.read(2, newest.at(-1)?.id);
    const last = await store.audit.read(2, next.at(-1)?.id);

    expect([newest, next, last].map(page => page.length)).toEqual([2, 2, 1]);
    expect([...newest, ...next, ...last]).toMatchObject(events.toReversed());
    expect(new Set([...newest, ...next, ...last].map(({ id }) => id)).size).toBe(5);
  });

  it('keeps the newest when there are very many', async () => {
    const excess = 1000;
    for (let start = 0; start < AUDIT_ENTRIES_KEPT + excess; start += 1000) {
      await Promise.all(Array.from({ length: 1000 }, (_, index) => store.audit.append(eventAt(start + index))));
    }
    const kept = await store.audit.read(AUDIT_ENTRIES_KEPT * 2);

    expect(kept).toHaveLength(AUDIT_ENTRIES_KEPT);
    expect(kept.at(-1)?.atMs).toBe(excess);
  }, 30_000);

  it('refuses everything once it is closed', async () => {
    await store.close();
    await expect(store.audit.append(eventAt(1))).rejects.toMatchObject({ name: 'LogUnavailableError' });
    await expect(store.audit.read(1)).rejects.toMatchObject({ name: 'LogUnavailableError' });
  });
}
