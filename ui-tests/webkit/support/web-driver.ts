const TIME_LIMIT_MS = 30_000;
/** A browser that does not end when it is told is ended by who started it. */
const QUIT_LIMIT_MS = 3000;

/** A tab of the browser. */
export type Tab = string;

/** The few commands of the WebDriver protocol (https://www.w3.org/TR/webdriver2/) that the tests need. */
export class WebDriver {
  private constructor(readonly session: string) {}

  /** @param url where the driver listens @param capabilities of the browser that it is to start */
  static async connect(url: string, capabilities: object): Promise<WebDriver> {
    const { sessionId } = (await command('POST', `${url}/session`, { capabilities: { alwaysMatch: capabilities } })) as {
      sessionId: string;
    };
    return new WebDriver(`${url}/session/${sessionId}`);
  }

  /** Goes to an address, as if it were typed; resolves when the page has loaded. */
  async open(url: string): Promise<void> {
    await this.#post('url', { url });
  }

  async back(): Promise<void> {
    await this.#post('back', {});
  }

  async reload(): Promise<void> {
    await this.#post('refresh', {});
  }

  /** Calls a function in the page. It sees the page and its arguments, and nothing of here. */
  async run<Args extends readonly unknown[], Result>(work: (...args: Args) => Result, ...args: Args): Promise<Awaited<Result>> {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve((${work.toString()})(...[...arguments].slice(0, -1))).then(value => done({ value }), error => done({ error: String(error) }));`;
    const { value, error } = (await this.#post('execute/async', { script, args })) as { value?: Awaited<Result>; error?: string };
    if (error !== undefined) {
      throw new Error(error);
    }
    return value as Awaited<Result>;
  }

  async currentTab(): Promise<Tab> {
    return (await command('GET', `${this.session}/window`)) as Tab;
  }

  async newTab(): Promise<Tab> {
    return ((await this.#post('window/new', { type: 'tab' })) as { handle: Tab }).handle;
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

  #post(path: string, body: object): Promise<unknown> {
    return command('POST', `${this.session}/${path}`, body);
  }
}

async function command(method: string, url: string, body?: object, timeLimitMs = TIME_LIMIT_MS): Promise<unknown> {
  const response = await fetch(url, {
    method,
    redirect: 'error',
    signal: AbortSignal.timeout(timeLimitMs),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) {
    throw new Error(`${method} ${new URL(url).pathname}: ${JSON.stringify(value)}`);
  }
  return value;
}
