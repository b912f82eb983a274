import type { Page } from '@playwright/test';
import type { Driver, Find, Tab } from './driver';

const TIME_LIMIT_MS = 60_000;
/** A browser that does not end when it is told is ended by who started it. */
const QUIT_LIMIT_MS = 3000;
/** What WebDriver calls a reference to an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

type Work = (arg: never) => unknown;

/** The few commands of the WebDriver protocol (https://www.w3.org/TR/webdriver2/) that the tests need. */
export class WebDriver implements Driver {
  private constructor(readonly session: string) {}

  /** @param url where the driver listens @param capabilities of the browser that it is to start */
  static async connect(url: string, capabilities: object): Promise<WebDriver> {
    const { sessionId } = (await command('POST', `${url}/session`, { capabilities: { alwaysMatch: capabilities } })) as {
      sessionId: string;
    };
    return new WebDriver(`${url}/session/${sessionId}`);
  }

  async open(url: string): Promise<void> {
    await this.#post('url', { url });
  }

  async back(): Promise<void> {
    await this.#post('back', {});
  }

  async reload(): Promise<void> {
    await this.#post('refresh', {});
  }

  readonly evaluate = (async (work: Work, arg?: unknown) => {
    const script = `const [arg, done] = arguments;
      Promise.resolve(arg).then(${work.toString()}).then(value => done({ value }), error => done({ error: String(error) }));`;
    const { value, error } = (await this.#post('execute/async', { script, args: [arg] })) as { value?: unknown; error?: string };
    if (error !== undefined) {
      throw new Error(error);
    }
    return value;
  }) as Page['evaluate'];

  async load(program: string): Promise<void> {
    await this.#post('execute/sync', { script: program, args: [] });
  }

  async click<Arg>(find: Find<Arg>, arg: Arg): Promise<boolean> {
    return this.#use(find, arg, id => this.#post(`element/${id}/click`, {}));
  }

  async fill<Arg>(find: Find<Arg>, arg: Arg, text: string): Promise<boolean> {
    return this.#use(find, arg, async id => {
      await this.#post(`element/${id}/clear`, {});
      await this.#post(`element/${id}/value`, { text });
    });
  }

  async takePicture(): Promise<Buffer> {
    return Buffer.from((await command('GET', `${this.session}/screenshot`)) as string, 'base64');
  }

  async currentTab(): Promise<Tab> {
    return (await command('GET', `${this.session}/window`)) as Tab;
  }

  async newTab(): Promise<Tab> {
    return this.#openNew('tab');
  }

  async newWindow(): Promise<Tab> {
    return this.#openNew('window');
  }

  async switchTo(handle: Tab): Promise<void> {
    await this.#post('window', { handle });
  }

  async closeTab(): Promise<void> {
    await command('DELETE', `${this.session}/window`);
  }

  async quit(): Promise<void> {
    await command('DELETE', this.session, undefined, QUIT_LIMIT_MS);
  }

  async #openNew(type: 'tab' | 'window'): Promise<Tab> {
    return ((await this.#post('window/new', { type })) as { handle: Tab }).handle;
  }

  async #use<Arg>(find: Find<Arg>, arg: Arg, use: (element: string) => Promise<unknown>): Promise<boolean> {
    const script = `return (${find.toString()})(arguments[0]) ?? null;`;
    const found = (await this.#post('execute/sync', { script, args: [arg] })) as { readonly [ELEMENT]: string } | null;
    if (found !== null) {
      await use(found[ELEMENT]);
    }
    return found !== null;
  }

  #post(path: string, body: object): Promise<unknown> {
    return command('POST', `${this.session}/${path}`, body);
  }
}

async function command(method: string, url: string, body?: object, timeLimitMs = TIME_LIMIT_MS): Promise<unknown> {
  const what = `${method} ${new URL(url).pathname}`;
  const response = await fetch(url, {
    method,
    redirect: 'error',
    signal: AbortSignal.timeout(timeLimitMs),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new Error(`${what}: the browser’s driver has not answered: ${String(cause)}`, { cause });
  });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) {
    throw new Error(`${what}: ${JSON.stringify(value)}`);
  }
  return value;
}
