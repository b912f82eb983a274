import '@fontsource-variable/atkinson-hyperlegible-next';
import '@fontsource-variable/atkinson-hyperlegible-mono';
import '@mantine/core/styles.css';
import './shared/theme/tokens.css';
import './shared/theme/contrast.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createInstructorApi } from './api/instructor-api';
import { App } from './app/app';
import { createBrowserAddressBar } from './platform/address-bar';
import { browserClipboard } from './platform/clipboard';
import { browserClock } from './platform/clock';
import { browserFeed } from './platform/event-stream';
import { browserHttp } from './platform/http';
import { browserKeys } from './platform/keys';
import { browserLanguages } from './platform/languages';
import { browserNotices } from './platform/notices';
import { browserPage } from './platform/page';
import { browserFocus } from './platform/page-focus';
import { browserPictures } from './platform/pictures';
import { browserRandom } from './platform/random';
import { readStyleNonce, shareStyleNonce } from './platform/style-nonce';
import { browserStore, tabStore } from './platform/text-store';
import { createBrowserTicker } from './platform/ticker';
import { browserTimers } from './platform/timers';
import { createBrowserTone } from './platform/tone';
import { refuseMarkup } from './platform/trusted-text';
import { type Ports, PortsProvider } from './ports';
import { createSession } from './session/session';
import { createRememberedSwitch } from './platform/preferences/remembered-switch';
import { language } from './text/language';
import { resolveCssVariables, theme } from './shared/theme/theme';

function createBrowserPorts(): Ports {
  const api = createInstructorApi(browserHttp);
  const addressBar = createBrowserAddressBar();
  const timers = browserTimers;
  return {
    api,
    addressBar,
    timers,
    session: createSession({ api, addressBar, timers }),
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
