import { describe, expect, it } from 'vitest';

import { troubleOf, type Outcome } from './outcome';
import { isSameTrouble, type Trouble } from './trouble';

const unreachable: Trouble = { kind: 'unreachable', origin: 'http://10.0.0.5:8600' };

describe('what an outcome says is wrong', () => {
  it.each<[Outcome, Trouble | null]>([
    [{ kind: 'accepted', hwm: 1, nextMs: 1000, rejected: [], messages: [] }, null],
    [{ kind: 'rewind', hwm: 1 }, null],
    [{ kind: 'slow_down', retryAfterMs: 5 }, { kind: 'slow_down' }],
    [{ kind: 'unavailable', status: 503 }, { kind: 'unavailable' }],
    [{ kind: 'unreachable', trouble: unreachable }, unreachable],
    [
      { kind: 'unauthorised', detail: 'The token has expired' },
      { kind: 'server_says', detail: 'The token has expired' },
    ],
    [{ kind: 'unauthorised', detail: '', isReleased: true }, { kind: 'released' }],
    [
      { kind: 'unacceptable', isTooLarge: false, detail: 'v must be 1' },
      { kind: 'server_says', detail: 'v must be 1' },
    ],
    [{ kind: 'unacceptable', isTooLarge: true }, { kind: 'batch_too_large' }],
  ])('of %j is %j', (outcome, trouble) => expect(troubleOf(outcome)).toEqual(trouble));
});

describe('the same trouble', () => {
  it.each<[Trouble | null, Trouble | null, boolean]>([
    [null, null, true],
    [unreachable, { ...unreachable }, true],
    [unreachable, null, false],
    [unreachable, { kind: 'https_needed', origin: 'http://10.0.0.5:8600' }, false],
    [unreachable, { kind: 'unreachable', origin: 'http://10.0.0.6:8600' }, false],
  ])('as %j is %j: %j', (one, other, isSame) => expect(isSameTrouble(one, other)).toBe(isSame));
});
