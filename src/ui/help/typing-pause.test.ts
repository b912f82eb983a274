import { beforeEach, describe, expect, it } from 'vitest';

import { Bustle, VirtualClock } from '../../../simulation/virtual/virtual-clock';
import { TypingPause } from './typing-pause';

class FakeDocument extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
}

class FakePage extends EventTarget {
  readonly document = new FakeDocument();
}

let page: FakePage;
let clock: VirtualClock;
let typing: TypingPause;
let isResting: boolean;

beforeEach(() => {
  page = new FakePage();
  clock = new VirtualClock(0, new Bustle());
  typing = new TypingPause(page, clock);
  isResting = false;
});

const press = () => page.document.dispatchEvent(new Event('keydown'));
const wait = () => {
  void typing.wait().then(() => {
    isResting = true;
  });
};

describe('a pause', () => {
  it('is there at once for somebody who does not type', async () => {
    wait();
    await clock.advance(1);
    expect(isResting).toBe(true);
  });

  it('comes some seconds after the last key', async () => {
    press();
    wait();
    for (let second = 0; second < 30; second++) {
      await clock.advance(1000);
      press();
    }
    expect(isResting).toBe(false);
    await clock.advance(3900);
    expect(isResting).toBe(false);
    await clock.advance(200);
    expect(isResting).toBe(true);
  });

  it('is there when the student comes back to the page', async () => {
    press();
    wait();
    page.dispatchEvent(new Event('focus'));
    await clock.advance(1);
    expect(isResting).toBe(true);
  });

  it('is not there while the page is out of sight', async () => {
    page.document.visibilityState = 'hidden';
    wait();
    await clock.advance(600_000);
    expect(isResting).toBe(false);
    page.document.visibilityState = 'visible';
    page.document.dispatchEvent(new Event('visibilitychange'));
    await clock.advance(1);
    expect(isResting).toBe(true);
  });

  it('keeps nobody waiting when all is over', async () => {
    press();
    wait();
    typing.dispose();
    await clock.advance(1);
    expect(isResting).toBe(true);
  });
});
