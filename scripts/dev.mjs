/** `npm run dev`: a class to work on; what is edited is built and shown as it is saved. */
import { readDevArguments, USAGE } from './dev/arguments.mjs';
import { runDev } from './dev/run-dev.mjs';
import { runProgram } from './processes/run-program.mjs';
import { requireNode } from './toolchain/node.mjs';

await runProgram(async stopped => {
  requireNode();
  const options = readDevArguments(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  await runDev(options, stopped);
});
