import { build } from '../../../scripts/build/targets.mjs';
import { inProject } from '../../../scripts/project/paths.mjs';

/** Makes sure that there are a server and a dashboard to test. */
export default async function setUp(): Promise<void> {
  const logDirectory = inProject('.test', 'logs');
  await build('server', { logDirectory });
  await build('dashboard', { logDirectory });
}
