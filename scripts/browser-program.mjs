/**
 * `npm run screenshots` takes the dashboard's pictures for `docs/images` anew; `npm run bench:page` measures what its page costs
 * (`MINUTES`, `STUDENTS` and `EVENTS_PER_SECOND` say how long, how many and how much). Both drive a real browser and the real server.
 */
import { spawnSync } from 'node:child_process';
import { installDependencies } from './build/dependencies.mjs';
import { inProject } from './project/paths.mjs';
import { Failure } from './terminal/failure.mjs';
import { runProgram } from './processes/run-program.mjs';
import { ensureBrowser } from './testing/browser-program.mjs';
import { findProjectNode, requireNode } from './toolchain/node.mjs';

const LOGS = inProject('.test', 'logs');
const PROGRAMS = ['screenshots', 'measurements'];

await runProgram(async () => {
  requireNode();
  const [name = ''] = process.argv.slice(2);
  if (!PROGRAMS.includes(name)) {
    throw new Failure(`There is no program "${name}". There are: ${PROGRAMS.join(', ')}.`);
  }
  await installDependencies({ logDirectory: LOGS });
  const browser = await ensureBrowser({ logDirectory: LOGS });
  const playwright = inProject('node_modules', '@playwright', 'test', 'cli.js');
  const { status } = spawnSync(findProjectNode(), [playwright, 'test', '--config', `${name}.config.ts`], {
    cwd: inProject('ui-tests'),
    env: { ...process.env, ...(browser !== undefined && { CELL_MONITOR_TEST_BROWSER: browser }) },
    stdio: 'inherit',
  });
  return status ?? 1;
});
