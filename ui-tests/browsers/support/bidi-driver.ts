import { expect, type Page as PlaywrightPage } from '@playwright/test';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import type { Driver, Find, Tab } from './driver';

const LOAD_LIMIT_MS = 60_000;

/** Firefox by WebDriver BiDi, which Puppeteer speaks. */
export class BidiDriver implements Driver {
  readonly #browser: Browser;
  readonly #tabs = new Map<Tab, Page>();
  #front: Page;

  /** @param front the browser's first tab */
  constructor(browser: Browser, front: Page) {
    this.#browser = browser;
    this.#front = front;
    this.#take('1', front);
  }

  async open(url: string): Promise<void> {
    await this.#leave(address => location.assign(address), url);
  }

  async back(): Promise<void> {
    await this.#leave(() => history.back(), '');
  }

  async reload(): Promise<void> {
    await this.#front.reload();
  }

  readonly evaluate = (async (work: (arg: unknown) => unknown, arg?: unknown) =>
    this.#front.evaluate(work, arg)) as PlaywrightPage['evaluate'];

  async load(program: string): Promise<void> {
    await this.#front.evaluate(program);
  }

  /** Calls a function in every page that is opened in this tab from now on, before any code of its own. */
  async evaluateFirst(work: () => void): Promise<void> {
    await this.#front.evaluateOnNewDocument(work);
  }

  async click<Arg>(find: Find<Arg>, arg: Arg): Promise<boolean> {
    return this.#use(find, arg, element => element.click());
  }

  async fill<Arg>(find: Find<Arg>, arg: Arg, text: string): Promise<boolean> {
    return this.#use(find, arg, async element => {
      await element.click({ count: 3 });
      await element.type(text);
    });
  }

  async takePicture(): Promise<Buffer> {
    return Buffer.from(await this.#front.screenshot());
  }

  async currentTab(): Promise<Tab> {
    return Promise.resolve([...this.#tabs].find(([, page]) => page === this.#front)?.[0] ?? '');
  }

  async newTab(): Promise<Tab> {
    return this.#openNew('tab');
  }

  async newWindow(): Promise<Tab> {
    return this.#openNew('window');
  }

  async switchTo(tab: Tab): Promise<void> {
    const page = this.#tabs.get(tab);
    if (page === undefined) {
      throw new Error(`There is no tab ${tab}.`);
    }
    this.#front = page;
    await page.bringToFront();
  }

  async closeTab(): Promise<void> {
    await this.#front.close();
  }

  async #openNew(type: 'tab' | 'window'): Promise<Tab> {
    const tab = String(this.#tabs.size + 1);
    this.#take(tab, await this.#browser.newPage({ type }));
    await this.#front.bringToFront();
    return tab;
  }

  #take(tab: Tab, page: Page): void {
    this.#tabs.set(tab, page);
    // JupyterLab asks whether to leave what is not saved, and the student means to.
    page.on('dialog', dialog => void dialog.accept());
  }

  /** To another address. Puppeteer waits for each page to load, and one that was put away comes back without that. */
  async #leave(how: (address: string) => void, address: string): Promise<void> {
    const page = this.#front;
    const left = await page.evaluate(() => location.href);
    await page.evaluate(how, address);
    // A page in another process is empty at first, and complete as that.
    const hasArrived = () =>
      page.evaluate(from => !['about:blank', from].includes(location.href) && document.readyState === 'complete', left);
    // Between two pages there is none to ask.
    await expect.poll(() => hasArrived().catch(() => false), { timeout: LOAD_LIMIT_MS }).toBe(true);
  }

  async #use<Arg>(find: Find<Arg>, arg: Arg, use: (element: ElementHandle) => Promise<unknown>): Promise<boolean> {
    const handle = await this.#front.evaluateHandle(find as (arg: unknown) => Element | null | undefined, arg);
    const element = handle.asElement() as ElementHandle | null;
    await (element === null ? undefined : use(element));
    await handle.dispose();
    return element !== null;
  }
}
