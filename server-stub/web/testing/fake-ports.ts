import type { Ports } from '../ports';
import { createRememberedSwitch } from '../platform/preferences/remembered-switch';
import { AS_OF } from './class-fixtures';
import { FakeAddressBar } from './fake-address-bar';
import { FakeApi } from './fake-api';
import { FakeFeed } from './fake-feed';
import { FakeKeys } from './fake-keys';
import { FakePage } from './fake-page';
import { FakeTextStore } from './fake-text-store';
import { FakeTime } from './fake-time';

interface FakePorts extends Partial<Ports> {
  readonly time?: FakeTime;
  readonly kept?: FakeTextStore;
}

/** Fakes for all ports; a test passes those it looks at. */
export function makePorts(parts: FakePorts = {}): Ports {
  const { time = new FakeTime(Date.parse(AS_OF)), kept = new FakeTextStore(), ...given } = parts;
  const { api = new FakeApi(), addressBar = new FakeAddressBar('token=right-token') } = given;
  return {
    api,
    addressBar,
    feed: new FakeFeed(),
    clipboard: () => Promise.resolve(true),
    focus: { step: () => {}, search: () => {}, press: () => {} },
    keys: new FakeKeys(),
    languages: { chosen: undefined, preferred: [], choose: () => {} },
    notices: { ask: () => Promise.resolve(false), show: () => {} },
    page: new FakePage(),
    pictures: () => Promise.resolve(undefined),
    clock: time,
    timers: time,
    ticker: time.ticker,
    tone: { play: () => {} },
    switches: {
      shortcuts: createRememberedSwitch(kept, 'shortcuts', true),
      highContrast: createRememberedSwitch(kept, 'contrast', false),
      projector: createRememberedSwitch(kept, 'projector', false),
      helpSound: createRememberedSwitch(kept, 'help-sound', false),
      helpNotices: createRememberedSwitch(kept, 'help-notices', false),
    },
    tabStore: kept,
    random: () => 0,
    ...given,
  };
}
