import { describe, expect, it } from 'vitest';
import { seededRandom, VirtualClock } from '../../../test/support/virtual-clock';
import { KeyRing } from './key-ring';
import { generateSigningKeys, parseSigningKeys, rotateSigningKeys, type SigningKeys, writeSigningKeys } from './signing-key';

const random = seededRandom();
const first = generateSigningKeys(random);
const second = rotateSigningKeys(first, random);
const third = rotateSigningKeys(second, random);

describe('the file of the signing keys', () => {
  it('is read as it was written, before and after a rotation', () => {
    for (const keys of [first, second]) {
      expect(parseSigningKeys(writeSigningKeys(keys))).toEqual({
        current: { ...keys.current, secret: Buffer.from(keys.current.secret) },
        ...(keys.previous && { previous: { ...keys.previous, secret: Buffer.from(keys.previous.secret) } }),
      });
    }
  });

  it('may be the one of a version that knew one key', () => {
    const text = JSON.stringify({ kid: 'old', key: Buffer.alloc(32, 7).toString('base64url') });
    expect(parseSigningKeys(text)).toEqual({ current: { kid: 'old', secret: Buffer.alloc(32, 7) } });
  });

  it.each(['', '[]', '{"kid":"a","key":"c2hvcnQ"}', '{"kid":7,"key":"x"}', `${writeSigningKeys(first).slice(0, -2)},"previous":{}}`])(
    'is refused when it is %j',
    text => {
      expect(() => parseSigningKeys(text)).toThrow(Error);
    },
  );
});

describe('the ring of keys', () => {
  it('has the current key and the one before, and no other', () => {
    const ring = new KeyRing(third);
    expect(ring.current).toBe(third.current);
    expect(ring.find(second.current.kid)).toEqual(second.current);
    expect(ring.find(first.current.kid)).toBeUndefined();
  });

  it('takes up a new key when it first hears of it, and looks for unknown ones once a second', async () => {
    const clock = new VirtualClock();
    let kept: SigningKeys = first;
    let reads = 0;
    const ring = new KeyRing(first, { clock, read: () => ((reads += 1), kept) });

    expect([ring.find('a'), ring.find('b')]).toEqual([undefined, undefined]);
    expect(reads).toBe(1);
    kept = second;
    await clock.advance(1000);
    expect(ring.find(second.current.kid)).toBe(second.current);
    expect(ring.current).toBe(second.current);
    expect(ring.find(first.current.kid)).toBe(first.current);
  });

  it('keeps its keys while they cannot be read', () => {
    const read = (): never => {
      throw new Error('half copied');
    };
    const ring = new KeyRing(first, { clock: new VirtualClock(), read });
    expect(ring.find('other')).toBeUndefined();
    expect(ring.find(first.current.kid)).toBe(first.current);
  });
});
