/**
 * The page's first step, small, so that it is there soon: it asks the server who is signed in and for the first class while the page's own code is still on
 * its way (`index.html` names that, too).
 */
import '@fontsource-variable/atkinson-hyperlegible-next';
import '@fontsource-variable/atkinson-hyperlegible-mono';
import '../shared/theme/first-mantine-styles';
import '../shared/theme/tokens.css';
import '../shared/theme/contrast.css';
import { browserFeed } from '../platform/network/event-stream';
import { browserTimers } from '../platform/timers';
import { browserPage } from '../platform/page/page';
import { refuseMarkup } from '../platform/page/trusted-text';
import { createSession } from '../session/session';
import { loadFirstTexts } from '../text/catalogues';
import { language } from '../text/language';
import { learnServerZone } from '../text/time-zones';
import { createInstructorApi } from '../api/instructor-api';
import { browserHttp } from '../platform/network/http';
import { createBrowserAddressBar } from '../platform/page/address-bar';
import { beginFirstClass } from './first-class';
import { HeadStart } from '../class/live/feed/head-start';

refuseMarkup();
browserPage.setLanguage(language);
const addressBar = createBrowserAddressBar();
const api = createInstructorApi(browserHttp);
const feed = new HeadStart(browserFeed, browserTimers);
const session = createSession({ api, addressBar, timers: browserTimers });
// Before anything is drawn that says a time.
session.store.subscribe(state => state.phase === 'open' && learnServerZone(state.who.timeZone));
beginFirstClass({ session, addressBar, feed, page: browserPage });
// The page's code waits for its words; that they did not come, it says itself.
loadFirstTexts(language).catch(() => undefined);
// Not awaited: the page's code imports some of what stands here, and would wait in turn.
void import('./show-page').then(({ showPage }) => showPage({ api, addressBar, feed }, session));
