// @vitest-environment jsdom
import '../../testing/browser-gaps';
import { expect, it, vi } from 'vitest';
import { later } from '../../i18n/en/later';

const asked: string[] = [];

vi.mock('../../text/translate', () => ({
  t: (key: string) => {
    asked.push(key);
    return key;
  },
  learnLaterTexts: () => Promise.resolve(),
}));

it('no part of the page that comes later asks for its texts before it is drawn: they may come after its code', async () => {
  await import('../../app/app');
  await (await import('./on-demand')).loadAll();
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter(key => Object.hasOwn(later, key.split('.')[0] ?? ''))).toEqual([]);
}, 60_000);
