import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { GUIDE_URL } from './guide';

it('the guide is a page of the repository', () => {
  const prefix = `${packageJson.homepage}/blob/main/`;

  expect(GUIDE_URL.startsWith(prefix)).toBe(true);
  expect(existsSync(new URL(`../../../${GUIDE_URL.slice(prefix.length)}`, import.meta.url))).toBe(true);
});
