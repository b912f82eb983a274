/** `npm run fuzz -- --requests 100000`: hostile and broken requests at every route of the real server. `--seed N` for the same again. */
import { installDependencies } from './build/dependencies.mjs';
import { runBundled } from './build/run-bundled.mjs';
import { build } from './build/targets.mjs';
import { inProject } from './project/paths.mjs';
import { runProgram } from './processes/run-program.mjs';
import { requireNode } from './toolchain/node.mjs';

const LOGS = inProject('.build', 'logs');

await runProgram(async () => {
  requireNode();
  await installDependencies({ logDirectory: LOGS });
  await build('server', { logDirectory: LOGS });
  await build('dashboard', { logDirectory: LOGS });
  return runBundled({ entry: 'resilience/fuzz/run.ts', bundle: '.build/programs/fuzz.mjs', args: process.argv.slice(2) });
});
