import { describe, expect, it } from 'vitest';
import { AS_OF, makeEntry } from '../../../testing/class-fixtures';
import { judgeUnknown } from './unknown';

const offline = (id: string) => makeEntry(id, { status: 'offline', lastSeenAt: `2026-11-22T09:3${id}:00.000Z` });
const cut = (id: string) => makeEntry(id, { unreachable: { notebook: 'a.ipynb', since: `2026-11-22T09:5${id}:00.000Z` } });
const there = (...ids: readonly string[]) => ids.map(id => makeEntry(id));

describe('what is unknown', () => {
  it('is a class of which much is not heard, and when the last of them was', () => {
    expect(judgeUnknown([offline('1'), offline('4'), offline('2'), ...there('a', 'b')])).toMatchObject({
      unheard: 3,
      heardOf: 5,
      isClassUnheard: true,
      lastHeardMs: Date.parse('2026-11-22T09:34:00.000Z'),
    });
  });

  it('is somebody, and not the class, while they are few', () => {
    expect(judgeUnknown([offline('1'), offline('2'), ...there('a')])).toMatchObject({ unheard: 2, isClassUnheard: false });
    const many = Array.from({ length: 20 }, (_, index) => `s${String(index)}`);
    expect(judgeUnknown([offline('1'), offline('2'), offline('3'), ...there(...many)])).toMatchObject({ isClassUnheard: false });
  });

  it('is not who calls, who is counted with those who wait, but how many of them are not heard is said', () => {
    const away = [makeEntry('c', { status: 'offline' }, AS_OF), makeEntry('d', { status: 'offline', hasLeft: true }, AS_OF)];
    expect(judgeUnknown([...away, offline('1'), offline('2'), offline('3'), makeEntry('e', {}, AS_OF)])).toMatchObject({
      unheard: 3,
      callers: 2,
      heardOf: 6,
    });
  });

  it('is not who left, who has not started, who is not here today, or who never joined', () => {
    const entries = [
      makeEntry('l', { status: 'offline', hasLeft: true }),
      makeEntry('n', { status: 'not_started' }),
      makeEntry('h', { status: 'not_here', ranBefore: true }),
      makeEntry('j', { status: 'not_joined', lastSeenAt: null }),
    ];
    expect(judgeUnknown(entries)).toMatchObject({ unheard: 0, heardOf: 0, isClassUnheard: false, lastHeardMs: undefined });
  });

  it('is what becomes of those without a kernel, since the first lost it', () => {
    expect(judgeUnknown([cut('3'), cut('1'), cut('2'), ...there('a')])).toMatchObject({
      unreachable: 3,
      present: 4,
      isClassUnreachable: true,
      unreachableSinceMs: Date.parse('2026-11-22T09:51:00.000Z'),
    });
    expect(judgeUnknown([cut('1'), ...there('a')])).toMatchObject({ unreachable: 1, isClassUnreachable: false });
    expect(judgeUnknown([]).isClassUnreachable).toBe(false);
  });

  it('is nothing in a class that is heard', () => {
    expect(judgeUnknown(there('a', 'b')).isClassUnheard).toBe(false);
  });
});
