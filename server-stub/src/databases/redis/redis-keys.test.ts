import { describe, expect, it } from 'vitest';
import { erasureField, isKeyPrefix, readErasureField, readSource, RedisKeys, sourceField } from './redis-keys';

describe('the keys of a class', () => {
  const keys = new RedisKeys('school:');

  it('lie on one node of a cluster, by their hash tag', () => {
    const { log, marks, trimmed, unfinished, seen, pages, enrolments, silent, roster, rooms } = keys;
    const names = [log, marks, trimmed, unfinished, seen, pages, enrolments, silent, roster, rooms].map(key => key('python'));
    expect(names.filter(name => !name.startsWith('school::{python}:'))).toEqual([]);
    expect(new Set(names).size).toBe(10);
  });

  it('tell whose growth a channel is of, whatever the class is called', () => {
    expect(keys.classOfLive(keys.live('a:b}:live'))).toBe('a:b}:live');
  });
});

describe('a key prefix', () => {
  it.each([
    ['cellmonitor', true],
    ['a'.repeat(64), true],
    ['a'.repeat(65), false],
    ['', false],
    ['a{b}', false],
    ['a*', false],
  ])('%j is one: %s', (text, isOne) => {
    expect(isKeyPrefix(text)).toBe(isOne);
  });

  it('is refused where it would be the hash tag', () => {
    expect(() => new RedisKeys('a{b}')).toThrow(RangeError);
  });
});

describe('a field among the marks', () => {
  it.each(['ada', 'a\0da', '__proto__', ''])('tells the source of %j', studentId => {
    expect(readSource(sourceField(studentId, 'sid'), '7')).toEqual({ studentId, sid: 'sid', hwm: 7 });
    expect(readErasureField(sourceField(studentId, 'sid'))).toBeUndefined();
  });

  it.each(['ada', 'a\0da'])('tells the erasure of %j from a source', studentId => {
    expect(readErasureField(erasureField(studentId))).toBe(studentId);
  });
});
