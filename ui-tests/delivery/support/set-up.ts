import { build } from '../../../scripts/build/targets.mjs';
import { inProject } from '../../../scripts/project/paths.mjs';
import { ensureBrowser } from '../../../scripts/testing/browser-program.mjs';
import { BROWSER_VARIABLE } from './student-browser';

/** Makes sure that there are a server and a browser to test with. */
export default async function setUp(): Promise<void> {
  const logDirectory = inProject('.test', 'logs');
  await build('server', { logDirectory });
  process.env[BROWSER_VARIABLE] ??= (await ensureBrowser({ logDirectory })) ?? '';
}
