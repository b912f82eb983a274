import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../simulation/virtual/virtual-clock';
import { followPageLife, STAYS_AFTER_MS, type PageLife } from './page-life';
import type { BrowserWindow } from './window';

/** A page whose browser tells it of its life as a real one does. */
class Page {
  readonly document = { visibilityState: 'visible' as DocumentVisibilityState, addEventListener: () => undefined };
  readonly #listeners = new Map<string, ((event: PageTransitionEvent) => void)[]>();

  addEventListener(type: string, listener: (event: PageTransitionEvent) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  turn(visibilityState: DocumentVisibilityState): void {
    this.document.visibilityState = visibilityState;
    this.#tell('visibilitychange', false);
  }

  leave({ persisted }: { persisted: boolean }): void {
    this.turn('hidden');
    this.#tell('pagehide', persisted);
  }

  comeBack(): void {
    this.#tell('pageshow', true);
    this.turn('visible');
  }

  #tell(type: string, persisted: boolean): void {
    this.#listeners.get(type)?.forEach(listener => listener({ persisted } as PageTransitionEvent));
  }
}

let clock: VirtualClock;
let page: Page;
let life: PageLife;
/** What was put off until the page stays. */
let done: string[];
const putOff = (name: string) => void life.whenStaying().then(() => done.push(name));

beforeEach(() => {
  clock = new VirtualClock(0);
  page = new Page();
  life = followPageLife(page as unknown as BrowserWindow, clock);
  done = [];
});

describe('a page', () => {
  it('stays as long as it is seen', async () => {
    putOff('write');
    await clock.advance(0);
    expect([life.isLeaving, done]).toEqual([false, ['write']]);
  });

  it('may be leaving from the moment on when it is hidden', async () => {
    page.turn('hidden');
    putOff('write');
    await clock.advance(STAYS_AFTER_MS - 1);
    expect([life.isLeaving, done]).toEqual([true, []]);
  });

  it('stays when its timers go on: another tab is in front, and work goes on behind it', async () => {
    page.turn('hidden');
    putOff('write');
    await clock.advance(STAYS_AFTER_MS);
    putOff('another');
    await clock.advance(0);
    expect([life.isLeaving, done]).toEqual([false, ['write', 'another']]);
  });

  it('stays when it is seen again', async () => {
    page.turn('hidden');
    putOff('write');
    page.turn('visible');
    await clock.advance(0);
    expect([life.isLeaving, done]).toEqual([false, ['write']]);
  });

  it('is in doubt anew each time it is hidden', async () => {
    page.turn('hidden');
    await clock.advance(STAYS_AFTER_MS - 1);
    page.turn('visible');
    page.turn('hidden');
    await clock.advance(STAYS_AFTER_MS - 1);
    expect(life.isLeaving).toBe(true);
  });

  it.each([true, false])('begins nothing more when it is put away (persisted: %s), however long that lasts', async persisted => {
    page.leave({ persisted });
    putOff('write');
    await clock.advance(STAYS_AFTER_MS * 100);
    expect([life.isLeaving, done]).toEqual([true, []]);
  });

  it('that was hidden long before is leaving again when it is put away', async () => {
    page.turn('hidden');
    await clock.advance(STAYS_AFTER_MS);
    page.leave({ persisted: true });
    expect(life.isLeaving).toBe(true);
  });

  it('goes on when it is come back to', async () => {
    page.leave({ persisted: true });
    putOff('write');
    page.comeBack();
    await clock.advance(0);
    expect([life.isLeaving, done]).toEqual([false, ['write']]);
  });

  it('is told of the moment in which it is put away, and not when it ends', () => {
    life.onPutAway(() => done.push('put away'));
    page.leave({ persisted: true });
    page.comeBack();
    page.leave({ persisted: false });
    expect(done).toEqual(['put away']);
  });
});
