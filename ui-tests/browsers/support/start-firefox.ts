import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch } from 'puppeteer-core';
import { ensureFirefox } from '../../../scripts/testing/firefox-program.mjs';
import { BidiDriver } from './bidi-driver';
import { LAN_NAME, type DriverOptions, type StartedDriver } from './driver';

/** A student's Firefox, as the system has it, on a profile and a home of its own. */
export async function startFirefox({ home, logDirectory }: DriverOptions): Promise<StartedDriver> {
  const profile = join(home, 'profile');
  await mkdir(profile, { recursive: true });
  const browser = await launch({
    browser: 'firefox',
    executablePath: await ensureFirefox({ logDirectory }),
    headless: true,
    userDataDir: profile,
    env: { ...process.env, HOME: home },
    extraPrefsFirefox: { 'network.dns.localDomains': LAN_NAME },
  });
  // The tab that comes with the window never has the focus, by which JupyterLab knows which notebook is in front.
  const [first] = await browser.pages();
  const front = await browser.newPage();
  await first?.close();
  return { driver: new BidiDriver(browser, front), close: () => browser.close() };
}
