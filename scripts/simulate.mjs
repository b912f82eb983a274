/** `npm run simulate -- --schedules 10000`: many bad days of the real client and the real server. `--seed N` explains one. */
import { runBundled } from './build/run-bundled.mjs';
import { runProgram } from './processes/run-program.mjs';
import { requireNode } from './toolchain/node.mjs';

await runProgram(() => {
  requireNode();
  return runBundled({ entry: 'simulation/run.ts', bundle: '.build/programs/simulate.mjs', args: process.argv.slice(2) });
});
