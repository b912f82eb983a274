/** `npm run herd -- --clients 200`: a class through an outage of the server, and what the server sees when it is back. */
import { runBundled } from './build/run-bundled.mjs';
import { runProgram } from './processes/run-program.mjs';
import { requireNode } from './toolchain/node.mjs';

await runProgram(() => {
  requireNode();
  return runBundled({ entry: 'simulation/herd/run.ts', bundle: '.build/programs/herd.mjs', args: process.argv.slice(2) });
});
