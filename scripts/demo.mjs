/** `npm run demo`: a class on this machine, from a fresh clone to two links. Needs Node and Python, nothing installed. */
import { readDemoArguments, USAGE } from './demo/arguments.mjs';
import { runDemo } from './demo/run-demo.mjs';
import { runProgram } from './processes/run-program.mjs';
import { requireNode } from './toolchain/node.mjs';

await runProgram(async stopped => {
  requireNode();
  const options = readDemoArguments(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  await runDemo(options, stopped);
});
