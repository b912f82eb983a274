import { createContext, type ReactNode, useContext } from 'react';
import type { InstructorApi } from './api/instructor-api';
import type { FollowPorts } from './class/live/follow-class';
import type { AddressBar } from './platform/address-bar';
import type { Clipboard } from './platform/clipboard';
import type { Keys } from './platform/keys';
import type { Languages } from './platform/languages';
import type { Notices } from './platform/notices';
import type { Page } from './platform/page';
import type { PageFocus } from './platform/page-focus';
import type { TextStore } from './platform/text-store';
import type { Pictures } from './platform/pictures';
import type { Ticker } from './platform/ticker';
import type { Tone } from './platform/tone';
import type { Session } from './session/session';
import type { Switches } from './platform/preferences/switches';

/** The outside world, and what is built on it, for the components. */
export interface Ports extends FollowPorts {
  readonly api: InstructorApi;
  readonly session: Session;
  readonly addressBar: AddressBar;
  readonly clipboard: Clipboard;
  readonly focus: PageFocus;
  readonly keys: Keys;
  readonly languages: Languages;
  readonly notices: Notices;
  readonly page: Page;
  readonly switches: Switches;
  readonly tabStore: TextStore;
  readonly pictures: Pictures;
  readonly ticker: Ticker;
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
