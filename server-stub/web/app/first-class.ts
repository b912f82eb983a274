import { joinCodeInFragment } from '../../../src/protocol';
import { chooseClass } from '../class/live/choose-class';
import { feedPath } from '../class/live/feed/feed-path';
import type { HeadStart } from '../class/live/feed/head-start';
import type { AddressBar } from '../platform/page/address-bar';
import type { Page } from '../platform/page/page';
import { parseRoute } from '../routing/route';
import type { Session } from '../session/session';

export interface FirstClassPorts {
  readonly session: Session;
  readonly addressBar: AddressBar;
  readonly feed: HeadStart;
  readonly page: Page;
}

/** Signs in, and asks for the class that will be shown first. Not at a join link, which a student opened. */
export function beginFirstClass({ session, addressBar, feed, page }: FirstClassPorts): void {
  if (joinCodeInFragment(addressBar.fragment) !== undefined) {
    return;
  }
  session.store.subscribe((state, before) => {
    if (state.phase === 'open' && before.phase !== 'open') {
      const first = chooseClass(state.classes, parseRoute(addressBar.fragment).classId);
      const opened = session.takeFirst();
      if (first !== undefined) {
        feed.begin(feedPath(first.id, page.isVisible() ? 'live' : 'background'), opened?.classId === first.id ? opened : undefined);
      }
    }
  });
  void session.begin(parseRoute(addressBar.fragment).classId);
}
