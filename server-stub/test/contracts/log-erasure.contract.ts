import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ActionEntry, type BatchAppend, comparePositions, type Erasure, LOG_START, type StoredEntry } from '../../src/log/event-log';
import { batch, growthOf } from '../support/log/batches';
import type { Store } from '../../src/app/storage/store';

const SID = 'A'.repeat(22);
const OTHER_SID = 'B'.repeat(22);
const NOW_MS = 1_795_338_700_000;

function visitTo(studentId: string, id: string): ActionEntry {
  return { kind: 'action', studentId, receivedAtMs: 1, id, action: { type: 'visit', step: 'done', by: { id: 'g', name: 'Grace' } } };
}

/** What erasing does in every store. `open` gives an empty one. */
export function describeLogErasure(open: () => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  const readAll = (classId = 'c'): Promise<readonly StoredEntry[]> => store.log.read(classId, LOG_START, 1000);
  const after = (append: BatchAppend, erasure: Erasure): BatchAppend => ({ ...append, after: erasure });

  const fillTwo = async (): Promise<void> => {
    const enrolled = { kind: 'enrolled', studentId: 'ada', displayName: 'Ada', team: '', receivedAtMs: 1 } as const;
    await store.log.appendEntries('c', enrolled, visitTo('ada', '1'), visitTo('bob', '2'));
    for (let seq = 1; seq <= 120; seq++) {
      await store.log.append('c', batch(seq, seq));
      await store.log.append('c', batch(seq, seq, { studentId: 'bob' }));
    }
    await store.log.append('c', batch(1, 7, { sid: OTHER_SID }));
  };

  it('begins with an entry that says how far each source had come, and tells of it', async () => {
    await fillTwo();
    const told = growthOf(store.log, 'c');
    const erasure = await store.erasure.begin('c', 'ada', NOW_MS);
    await told;
    const last = (await readAll()).at(-1);
    const entry = last?.entry.kind === 'erased' ? last.entry : undefined;

    expect(last?.position).toBe(erasure.position);
    expect(entry).toMatchObject({ kind: 'erased', studentId: 'ada', receivedAtMs: NOW_MS });
    expect(entry?.sources.toSorted((a, b) => b.hwm - a.hwm)).toEqual([
      { sid: SID, hwm: 120 },
      { sid: OTHER_SID, hwm: 7 },
    ]);
    expect(await store.erasure.list('c')).toEqual([{ ...erasure, isFinished: false }]);
  });

  it('removes all of the student before it, and nothing else', async () => {
    await fillTwo();
    const bobs = (await readAll()).filter(({ entry }) => entry.studentId === 'bob');
    const erasure = await store.erasure.begin('c', 'ada', NOW_MS);
    await store.log.append('c', after(batch(121, 121), erasure));
    await store.erasure.remove('c', erasure);
    const left = await readAll();

    expect(left.slice(0, -2)).toEqual(bobs);
    expect(left.slice(-2).map(({ entry }) => entry.kind)).toEqual(['erased', 'batch']);
    await store.erasure.remove('c', erasure);
    expect(await readAll()).toEqual(left);
  });

  it('removes with the first of them what is said about several, and leaves what instructors did and said for everybody', async () => {
    const by = { id: 'g', name: 'Grace' };
    const toNobody = (id: string, action: ActionEntry['action']): ActionEntry => ({
      kind: 'action',
      studentId: '',
      receivedAtMs: 1,
      id,
      action,
    });
    const visit = { type: 'visit', team: 'Red', step: 'done', by } as const;
    await store.log.append('c', batch(1, 1));
    await store.log.appendEntries(
      'c',
      toNobody('visit', visit),
      toNobody('note', { ...visit, note: 'About Ada', isRemark: true, about: ['bob', 'ada'] }),
      toNobody('other', { ...visit, note: 'About others', isRemark: true, about: ['bob', 'ad', 'adaa'] }),
      toNobody('team', { type: 'message', to: { team: 'Red' }, text: 'Ada!', by, about: ['ada'] }),
      toNobody('all', { type: 'message', to: { all: true }, text: 'ada', by }),
    );
    const erasure = await store.erasure.begin('c', 'ada', NOW_MS);
    const later = { ...visit, note: 'Ada is back', isRemark: true, about: ['ada'] } as const;
    await store.log.appendEntries('c', toNobody('later', later));
    await store.erasure.remove('c', erasure);

    const left = (await readAll()).map(({ entry }) => (entry.kind === 'action' ? entry.id : entry.kind));
    expect(left).toEqual(['visit', 'other', 'all', 'erased', 'later']);
  });

  it('lets nothing of the student in that does not come after it, and knows what was delivered before', async () => {
    await store.log.append('c', batch(1, 5));
    const erasure = await store.erasure.begin('c', 'ada', NOW_MS);

    expect(await store.log.append('c', batch(6, 6))).toEqual({ verdict: 'erased', hwm: 5, erasure });
    expect(await store.log.append('c', batch(1, 5))).toEqual({ verdict: 'erased', hwm: 5, erasure });
    expect(await store.log.append('c', batch(6, 6, { studentId: 'bob', oldest: 6 }))).toMatchObject({ verdict: 'appended' });
    expect(await store.log.append('c', after(batch(1, 5), erasure))).toEqual({ verdict: 'known', hwm: 5 });
    expect(await store.log.append('c', after(batch(6, 6), erasure))).toEqual({ verdict: 'appended', hwm: 6 });
    expect(await store.log.highWaterMark('c', 'ada', SID)).toBe(6);
  });

  it('may be done again: only the last one counts, and the first one finishes nothing of it', async () => {
    await store.log.append('c', batch(1, 5));
    const first = await store.erasure.begin('c', 'ada', NOW_MS);
    await store.log.append('c', after(batch(6, 6), first));
    const second = await store.erasure.begin('c', 'ada', NOW_MS + 1);
    await store.erasure.finish('c', first);

    expect(comparePositions(first.position, second.position)).toBeLessThan(0);
    expect(await store.log.append('c', after(batch(7, 7), first))).toMatchObject({ verdict: 'erased', erasure: second });
    expect(await store.erasure.list('c')).toEqual([{ ...second, isFinished: false }]);
    await store.erasure.remove('c', second);
    await store.erasure.finish('c', second);
    expect((await readAll()).map(({ entry }) => entry)).toEqual([
      { kind: 'erased', studentId: 'ada', receivedAtMs: NOW_MS + 1, sources: [{ sid: SID, hwm: 6 }] },
    ]);
    expect(await store.erasure.list('c')).toEqual([{ ...second, isFinished: true }]);
  });

  it.each(['a\0b', 'a b', '__proto__', '{c}:erasures', '😀\u2028', '"'])(
    'erases a student named %j, and nobody whose name begins so',
    async name => {
      const others = [`${name}x`, `${name}\0x`];
      for (const studentId of [name, ...others]) {
        await store.log.append('c', batch(1, 4, { studentId }));
      }
      await store.log.append('d', batch(1, 4, { studentId: name }));
      const erasure = await store.erasure.begin('c', name, NOW_MS);
      await store.erasure.remove('c', erasure);
      const left = await readAll();

      expect(left.map(({ entry }) => entry.studentId)).toEqual([...others, name]);
      expect(left.at(-1)?.entry).toMatchObject({ kind: 'erased', sources: [{ sid: SID, hwm: 4 }] });
      expect(await readAll('d')).toHaveLength(1);
      expect(await store.erasure.list('d')).toEqual([]);
      expect((await store.log.append('c', batch(5, 5, { studentId: name }))).verdict).toBe('erased');
    },
  );

  it('erases a student who never reported', async () => {
    const erasure = await store.erasure.begin('c', 'ada', NOW_MS);
    await store.erasure.remove('c', erasure);
    expect((await readAll())[0]?.entry).toMatchObject({ kind: 'erased', sources: [] });
  });

  it('is known again from an archive, unless the store knows a later one', async () => {
    const archived = { studentId: 'ada', position: '5', erasedAtMs: NOW_MS };
    await store.erasure.restore('c', archived);
    expect(await store.log.append('c', batch(1, 1))).toEqual({ verdict: 'erased', hwm: 0, erasure: archived });
    const later = await store.erasure.begin('c', 'ada', NOW_MS + 1);
    await store.erasure.restore('c', archived);
    expect(await store.erasure.list('c')).toEqual([{ ...later, isFinished: false }]);
  });
}
