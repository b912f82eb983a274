import { expect, it } from 'vitest';
import { readRedirect, SlotMap, slotOf } from './redis-slots';

// Each as `CLUSTER KEYSLOT` of Redis 7.0.15 answers.
it.each([
  ['123456789', 12_739],
  ['foo', 12_182],
  ['{user1000}.following', 3443],
  ['{user1000}.followers', 3443],
  ['foo{}{bar}', 8363],
  ['foo{{bar}}zap', 4015],
  ['foo{bar}{zap}', 5061],
  ['', 0],
])('puts %j into its slot', (key, slot) => {
  expect(slotOf(key)).toBe(slot);
});

it('knows who serves a key, who has moved, and who is nobody', () => {
  const [a, b] = [
    { host: 'a', port: 1 },
    { host: 'b', port: 2 },
  ];
  const map = new SlotMap([
    { from: 0, to: 8000, master: a },
    { from: 12_000, to: 16_383, master: b },
  ]);
  expect(map.ownerOf('{user1000}')).toEqual(a);
  expect(map.ownerOf('foo')).toEqual(b);
  expect(map.ownerOf('foo{}{bar}')).toBeUndefined();
  map.move('foo{}{bar}', { host: 'c', port: 3 });
  expect(map.ownerOf('foo{}{bar}')).toEqual({ host: 'c', port: 3 });
  expect([...map.masters().keys()]).toEqual(['a:1', 'c:3', 'b:2']);
});

it('reads where a node sends a command', () => {
  const asked = { host: '10.0.0.1', port: 6379 };
  expect(readRedirect('MOVED 3999 10.0.0.2:6381', asked)).toEqual({ isAsk: false, to: { host: '10.0.0.2', port: 6381 } });
  expect(readRedirect('ASK 3999 fe80::1:6381', asked)).toEqual({ isAsk: true, to: { host: 'fe80::1', port: 6381 } });
  expect(readRedirect('MOVED 3999 :6381', asked)).toEqual({ isAsk: false, to: { host: '10.0.0.1', port: 6381 } });
  expect(readRedirect('ERR MOVED 3999 10.0.0.2:6381', asked)).toBeUndefined();
});
