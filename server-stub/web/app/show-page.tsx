import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Session } from '../session/session';
import { App } from './app';
import { browserClipboard } from '../platform/clipboard';
import { browserClock } from '../platform/clock';
import { browserKeys } from '../platform/page/keys';
import { browserLanguages } from '../platform/languages';
import { browserNotices } from '../platform/notices';
import { browserPage } from '../platform/page/page';
import { browserFocus } from '../platform/page/page-focus';
import { browserPictures } from '../platform/pictures';
import { browserRandom } from '../platform/random';
import { readStyleNonce, shareStyleNonce } from '../platform/page/style-nonce';
import { browserStore, tabStore } from '../platform/text-store';
import { createBrowserTicker } from '../platform/ticker';
import { browserTimers } from '../platform/timers';
import { createBrowserTone } from '../platform/tone';
import { type Ports, PortsProvider } from '../ports';
import { createRememberedSwitch } from '../platform/preferences/remembered-switch';
import { resolveCssVariables, theme } from '../shared/theme/theme';

/** What the page's first step has begun with already. */
export type FirstPorts = Pick<Ports, 'api' | 'addressBar' | 'feed'>;

function createBrowserPorts(first: FirstPorts): Ports {
  return {
    ...first,
    clipboard: browserClipboard,
    clock: browserClock,
    focus: browserFocus,
    keys: browserKeys,
    languages: browserLanguages,
    notices: browserNotices,
    page: browserPage,
    pictures: browserPictures,
    random: browserRandom,
    switches: {
      shortcuts: createRememberedSwitch(browserStore, 'shortcuts', true),
      highContrast: createRememberedSwitch(browserStore, 'contrast', browserPage.prefersContrast),
      projector: createRememberedSwitch(tabStore, 'projector', false),
      helpSound: createRememberedSwitch(browserStore, 'help-sound', false),
      helpNotices: createRememberedSwitch(browserStore, 'help-notices', false),
    },
    tabStore,
    ticker: createBrowserTicker(),
    timers: browserTimers,
    tone: createBrowserTone(),
  };
}

/** Draws the page. */
export function showPage(first: FirstPorts, session: Session): void {
  const styleNonce = readStyleNonce();
  shareStyleNonce(styleNonce);
  const root = document.querySelector('#root');
  if (root !== null) {
    createRoot(root).render(
      <StrictMode>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={resolveCssVariables}
          defaultColorScheme="auto"
          getStyleNonce={() => styleNonce}
        >
          <PortsProvider ports={createBrowserPorts(first)}>
            <App session={session} />
          </PortsProvider>
        </MantineProvider>
      </StrictMode>,
    );
  }
}
