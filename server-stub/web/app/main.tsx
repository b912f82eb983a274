import '@fontsource-variable/atkinson-hyperlegible-next';
import '@fontsource-variable/atkinson-hyperlegible-mono';
import '../shared/theme/mantine-styles';
import '../shared/theme/tokens.css';
import '../shared/theme/contrast.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createInstructorApi } from '../api/instructor-api';
import { App } from './app';
import { createBrowserAddressBar } from '../platform/page/address-bar';
import { browserClipboard } from '../platform/clipboard';
import { browserClock } from '../platform/clock';
import { browserFeed } from '../platform/network/event-stream';
import { browserHttp } from '../platform/network/http';
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
import { refuseMarkup } from '../platform/page/trusted-text';
import { type Ports, PortsProvider } from '../ports';
import { createRememberedSwitch } from '../platform/preferences/remembered-switch';
import { language } from '../text/language';
import { resolveCssVariables, theme } from '../shared/theme/theme';

function createBrowserPorts(): Ports {
  return {
    api: createInstructorApi(browserHttp),
    addressBar: createBrowserAddressBar(),
    clipboard: browserClipboard,
    clock: browserClock,
    feed: browserFeed,
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

refuseMarkup();
browserPage.setLanguage(language);
const styleNonce = readStyleNonce();
shareStyleNonce(styleNonce);
const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={resolveCssVariables} defaultColorScheme="auto" getStyleNonce={() => styleNonce}>
        <PortsProvider ports={createBrowserPorts()}>
          <App />
        </PortsProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
