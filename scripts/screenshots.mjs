/** `npm run screenshots`: takes the dashboard's pictures for `docs/images` anew, from the real server with a simulated class of 200. */
import { installDependencies } from './build/dependencies.mjs';
import { runQuietly } from './processes/quiet-command.mjs';
import { inProject } from './project.mjs';
import { runProgram } from './terminal/program.mjs';
import { ensureBrowser } from './testing/browser-program.mjs';
import { findProjectNode, requireNode } from './toolchain/node.mjs';

const LOGS = inProject('.test', 'logs');

await runProgram(async () => {
  requireNode();
  await installDependencies({ logDirectory: LOGS });
  const browser = await ensureBrowser({ logDirectory: LOGS });
  await runQuietly({
    command: findProjectNode(),
    args: [inProject('node_modules', '@playwright', 'test', 'cli.js'), 'test', '--config', 'screenshots.config.ts'],
    cwd: inProject('ui-tests'),
    env: { ...process.env, ...(browser !== undefined && { CELL_MONITOR_TEST_BROWSER: browser }) },
    logFile: `${LOGS}/screenshots.log`,
    purpose: 'take the pictures',
    tailLines: 60,
  });
  return 0;
});
