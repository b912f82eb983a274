import { build } from '../../../scripts/build/targets.mjs';
import { inProject } from '../../../scripts/project/paths.mjs';
import { ensureWebKit } from '../../../scripts/testing/webkit-program.mjs';

/** Makes sure that there are a server and a WebKit to test with. */
export default async function setUp(): Promise<void> {
  const logDirectory = inProject('.test', 'logs');
  await build('server', { logDirectory });
  await ensureWebKit({ logDirectory });
}
