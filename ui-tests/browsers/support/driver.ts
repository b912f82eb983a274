import type { Page } from '@playwright/test';

/** A tab of the browser, by the name that its driver gives it. */
export type Tab = string;

/** Finds an element of the page; it sees the page and its argument, and nothing of here. */
export type Find<Arg> = (arg: Arg) => Element | null | undefined;

/** A browser of whatever engine, as a person at it uses it. One tab is in front; what is done is done there. */
export interface Driver {
  /** Goes to an address, as if it were typed; resolves when the page has loaded. */
  open(url: string): Promise<void>;
  back(): Promise<void>;
  reload(): Promise<void>;
  /** Calls a function in the page. It sees the page and its argument, and nothing of here. */
  readonly evaluate: Page['evaluate'];
  /** Runs a program in the page, whatever the page's own policy says of scripts. */
  load(program: string): Promise<void>;
  /** Clicks the middle of an element. @returns false when there is none */
  click<Arg>(find: Find<Arg>, arg: Arg): Promise<boolean>;
  /** Types into an element, in the place of what it holds. @returns false when there is none */
  fill<Arg>(find: Find<Arg>, arg: Arg, text: string): Promise<boolean>;
  /** @returns a PNG of what is to be seen in the tab in front */
  takePicture(): Promise<Buffer>;
  currentTab(): Promise<Tab>;
  /** Opens a tab behind the one in front. Not every driver can bring it to sight. */
  newTab(): Promise<Tab>;
  /** Opens a window with a tab that is in sight once it is switched to. */
  newWindow(): Promise<Tab>;
  switchTo(tab: Tab): Promise<void>;
  /** Closes the tab in front. Another must be switched to next. */
  closeTab(): Promise<void>;
}

export interface DriverOptions {
  /** The browser's home, with nothing of anybody else's. */
  readonly home: string;
  readonly logFile: string;
  /** For what is installed where a browser is missing. */
  readonly logDirectory: string;
}

export interface StartedDriver {
  readonly driver: Driver;
  close(): Promise<void>;
}

/** A name that leads the browsers to this machine, as a server's does in a classroom: to a browser no secure context. */
export const LAN_NAME = 'lab.example';
