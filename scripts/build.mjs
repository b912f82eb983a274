/** `npm run build`: builds what has changed. Names as arguments (extension, server, dashboard, students, wheel) build those alone. */
import { installDependencies } from './build/dependencies.mjs';
import { build, PRODUCT, TARGETS } from './build/targets.mjs';
import { buildWheel } from './build/wheel.mjs';
import { ensureEnvironment, pythonOf } from './jupyter/environment.mjs';
import { inProject } from './project/paths.mjs';
import { Failure } from './terminal/failure.mjs';
import { createProgress } from './terminal/progress.mjs';
import { runProgram } from './processes/run-program.mjs';
import { requireNode } from './toolchain/node.mjs';
import { findPython } from './toolchain/python.mjs';

const LOGS = inProject('.build', 'logs');

/** @typedef {import('./build/targets.mjs').TargetName} TargetName */

/** @param {string} name */
const isTarget = name => name in TARGETS;

/** @param {readonly string[]} args */
function readNames(args) {
  const unknown = args.find(name => !isTarget(name) && name !== 'wheel');
  if (unknown !== undefined) {
    throw new Failure(`There is nothing called "${unknown}" to build. There are: ${[...Object.keys(TARGETS), 'wheel'].join(', ')}.`);
  }
  // The wheel holds the extension.
  return args.length === 0 ? [...PRODUCT] : [...new Set(args.flatMap(name => (name === 'wheel' ? ['extension', 'wheel'] : [name])))];
}

async function buildPackage() {
  const directory = inProject('.build', 'venv');
  await ensureEnvironment({ directory, python: findPython().command, logDirectory: LOGS });
  return buildWheel({ python: pythonOf(directory), logDirectory: LOGS });
}

await runProgram(async () => {
  requireNode();
  const names = readNames(process.argv.slice(2));
  const progress = createProgress({ total: names.length, write: text => void process.stdout.write(text), nowMs: () => performance.now() });
  await installDependencies({ logDirectory: LOGS });
  for (const name of names) {
    await progress.step(`Build: ${name}`, async () => {
      const wasBuilt =
        name === 'wheel' ? (await buildPackage()).wasBuilt : await build(/** @type {TargetName} */ (name), { logDirectory: LOGS });
      if (!wasBuilt) {
        progress.endWith('up to date');
      }
    });
  }
});
