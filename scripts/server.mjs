/** `npm run server`: the class server in the foreground, built first where that is needed. Takes its flags and environment. */
import { SERVER_PROGRAM } from './classroom/class-server.mjs';
import { installDependencies } from './build/dependencies.mjs';
import { build } from './build/targets.mjs';
import { startChild } from './processes/child.mjs';
import { inProject } from './project/paths.mjs';
import { runProgram } from './processes/run-program.mjs';
import { findProjectNode, requireNode } from './toolchain/node.mjs';

const LOGS = inProject('.build', 'logs');

await runProgram(async () => {
  requireNode();
  // Nothing is printed on the way: standard output belongs to the server, whose first line tells programs where it listens
  // (with `npm run -s server`: npm itself prints two lines otherwise).
  await installDependencies({ logDirectory: LOGS });
  await build('server', { logDirectory: LOGS });
  await build('dashboard', { logDirectory: LOGS });
  // The channel tells the server when this program is gone, even if that was killed and could hand nothing on.
  const stdio = /** @type {const} */ (['inherit', 'inherit', 'inherit', 'ipc']);
  const server = startChild(findProjectNode(), [SERVER_PROGRAM, ...process.argv.slice(2)], { stdio: [...stdio] });
  const { code } = await server.ended;
  return code ?? 1;
});
