import { afterEach, beforeEach, expect, it } from 'vitest';
import { seededRandom } from '../../../test/support/virtual-clock';
import { openSqliteStore } from '../../app/storage/sqlite-store';
import type { Store } from '../../app/storage/store';
import { announceKey } from './announce-key';
import { KeyRing } from './key-ring';
import { generateSigningKeys, rotateSigningKeys, type SigningKeys } from './signing-key';

let store: Store;
let warnings: unknown[];
beforeEach(() => {
  store = openSqliteStore(':memory:');
  warnings = [];
});
afterEach(() => store.close());

const start = (keys: SigningKeys): Promise<void> =>
  announceKey(store.registry, new KeyRing(keys), { error: (about: unknown) => void warnings.push(about) });

it('warns of servers on one store that sign with keys of their own', async () => {
  const [one, other] = [1, 2].map(seed => generateSigningKeys(seededRandom(seed)));
  await start(one as SigningKeys);
  await start(one as SigningKeys);
  expect(warnings).toEqual([]);
  await start(other as SigningKeys);
  expect(warnings).toEqual([{ ownKey: other?.current.kid, otherKey: one?.current.kid }]);
});

it('takes a rotated key for what it is, and warns of a server that did not get it', async () => {
  const old = generateSigningKeys(seededRandom());
  const rotated = rotateSigningKeys(old, seededRandom(2));
  await start(old);
  await start(rotated);
  expect(warnings).toEqual([]);
  await start(old);
  expect(warnings).toHaveLength(1);
});
