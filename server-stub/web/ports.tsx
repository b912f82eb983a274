import { createContext, type ReactNode, useContext } from 'react';
import type { InstructorApi } from './api/instructor-api';
import type { AddressBar } from './platform/page/address-bar';
import type { Clipboard } from './platform/clipboard';
import type { Clock } from './platform/clock';
import type { FeedPort } from './platform/network/feed-port';
import type { Random } from './platform/random';
import type { Timers } from './platform/timers';
import type { Keys } from './platform/page/keys';
import type { Languages } from './platform/languages';
import type { Notices } from './platform/notices';
import type { Page } from './platform/page/page';
import type { PageFocus } from './platform/page/page-focus';
import type { TextStore } from './platform/text-store';
import type { Pictures } from './platform/pictures';
import type { Ticker } from './platform/ticker';
import type { Tone } from './platform/tone';
import type { Switches } from './platform/preferences/switches';

/** The outside world as the components see it. */
export interface Ports {
  readonly api: InstructorApi;
  readonly addressBar: AddressBar;
  readonly clipboard: Clipboard;
  readonly clock: Clock;
  readonly feed: FeedPort;
  readonly focus: PageFocus;
  readonly keys: Keys;
  readonly languages: Languages;
  readonly notices: Notices;
  readonly page: Page;
  readonly switches: Switches;
  readonly tabStore: TextStore;
  readonly pictures: Pictures;
  readonly random: Random;
  readonly ticker: Ticker;
  readonly timers: Timers;
  readonly tone: Tone;
}

const PortsContext = createContext<Ports | undefined>(undefined);

export function PortsProvider({ ports, children }: { readonly ports: Ports; readonly children: ReactNode }): ReactNode {
  return <PortsContext value={ports}>{children}</PortsContext>;
}

export function usePorts(): Ports {
  const ports = useContext(PortsContext);
  if (ports === undefined) {
    throw new Error('usePorts is called outside PortsProvider');
  }
  return ports;
}
