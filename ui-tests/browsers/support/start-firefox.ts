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
  const [front] = await browser.pages();
  if (front === undefined) {
    throw new Error('Firefox came without a tab.');
  }
  return { driver: new BidiDriver(browser, front), close: () => browser.close() };
}
