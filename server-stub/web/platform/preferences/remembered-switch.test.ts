import { expect, it } from 'vitest';
import { FakeTextStore } from '../../testing/fake-text-store';
import { createRememberedSwitch } from './remembered-switch';

it('a switch is found as it was left', () => {
  const kept = new FakeTextStore();
  const first = createRememberedSwitch(kept, 'lamp', true);
  expect(first.store.getState()).toBe(true);
  first.turn(false);
  expect(first.store.getState()).toBe(false);
  expect(createRememberedSwitch(kept, 'lamp', true).store.getState()).toBe(false);
  expect(createRememberedSwitch(kept, 'radio', true).store.getState()).toBe(true);
});
