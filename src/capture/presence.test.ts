import { beforeEach, describe, expect, it } from 'vitest';

import { FakeRecorder } from './fixtures/fake-lab';
import { FakeLogger } from '../platform/fixtures/fake-logger';
import { capturePresence } from './presence';

class FakePage extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';

  turn(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

let page: FakePage;
let recorder: FakeRecorder;
let isAtWork: boolean;

beforeEach(() => {
  page = new FakePage();
  recorder = new FakeRecorder();
  isAtWork = true;
});

const types = () => recorder.events.map(({ type }) => type);
const watch = () => capturePresence({ document: page, recorder, isAtWork: () => isAtWork, logger: new FakeLogger() });

describe('a page', () => {
  it('tells when it goes out of sight and comes back, and nothing else of it', () => {
    watch();
    page.turn('hidden');
    page.turn('hidden');
    page.turn('visible');
    expect(recorder.events).toEqual([
      { type: 'presence.hidden', data: {} },
      { type: 'presence.visible', data: {} },
    ]);
  });

  it("tells nothing while no notebook of the class is open, or the student's consent is missing", () => {
    watch();
    isAtWork = false;
    page.turn('hidden');
    page.turn('visible');
    isAtWork = true;
    recorder.isRecording = false;
    page.turn('hidden');
    expect(types()).toEqual([]);
  });

  it('comes back also when the notebook was closed meanwhile', () => {
    watch();
    page.turn('hidden');
    isAtWork = false;
    page.turn('visible');
    expect(types()).toEqual(['presence.hidden', 'presence.visible']);
  });

  it('tells nothing any more when disposed', () => {
    watch().dispose();
    page.turn('hidden');
    expect(types()).toEqual([]);
  });
});
