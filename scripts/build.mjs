/** `npm run build`: builds what has changed. Names as arguments (extension, server, dashboard, students, wheel, sdist, server-package, server-wheel) build those alone. */
import { installDependencies } from './build/dependencies.mjs';
import { build, PRODUCT, TARGETS } from './build/targets.mjs';
import { buildSdist } from './build/sdist.mjs';
import { buildServerPackage, buildServerWheel } from './build/server-package.mjs';
import { buildWheel } from './build/wheel.mjs';
import { ensureEnvironment, installPackages, pythonOf } from './jupyter/environment.mjs';
import { inProject } from './project/paths.mjs';
import { Failure } from './terminal/failure.mjs';
import { createProgress } from './terminal/progress.mjs';
import { runProgram } from './processes/run-program.mjs';
import { requireNode } from './toolchain/node.mjs';
import { findPython } from './toolchain/python.mjs';

const LOGS = inProject('.build', 'logs');
const ENVIRONMENT = inProject('.build', 'venv');

/** @typedef {import('./build/targets.mjs').TargetName} TargetName */

/** What is made of the targets, to be installed elsewhere. Each says whether it was built now. @type {Record<string, () => Promise<boolean>>} */
const PACKAGES = {
  wheel: async () => (await buildWheel({ python: await preparePython(), logDirectory: LOGS })).wasBuilt,
  sdist: async () => {
    const python = await preparePython();
    await installPackages(ENVIRONMENT, ['build'], 'install what packs sources', `${LOGS}/build-install.log`);
    await buildSdist({ python, logDirectory: LOGS });
    return true;
  },
  'server-package': async () => {
    await buildServerPackage({ logDirectory: LOGS });
    return true;
  },
  'server-wheel': async () => {
    await buildServerWheel({ python: await preparePython(), logDirectory: LOGS });
    return true;
  },
};

/** @param {readonly string[]} args */
function readNames(args) {
  const known = [...Object.keys(TARGETS), ...Object.keys(PACKAGES)];
  const unknown = args.find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw new Failure(`There is nothing called "${unknown}" to build. There are: ${known.join(', ')}.`);
  }
  // Both hold the extension.
  const isOfExtension = (/** @type {string} */ name) => name === 'wheel' || name === 'sdist';
  return args.length === 0 ? [...PRODUCT] : [...new Set(args.flatMap(name => (isOfExtension(name) ? ['extension', name] : [name])))];
}

/** @returns {Promise<string>} An interpreter with pip. */
async function preparePython() {
  await ensureEnvironment({ directory: ENVIRONMENT, python: findPython().command, logDirectory: LOGS });
  return pythonOf(ENVIRONMENT);
}

await runProgram(async () => {
  requireNode();
  const names = readNames(process.argv.slice(2));
  const progress = createProgress({ total: names.length, write: text => void process.stdout.write(text), nowMs: () => performance.now() });
  await installDependencies({ logDirectory: LOGS });
  for (const name of names) {
    await progress.step(`Build: ${name}`, async () => {
      const makePackage = PACKAGES[name];
      const wasBuilt = await (makePackage?.() ?? build(/** @type {TargetName} */ (name), { logDirectory: LOGS }));
      if (!wasBuilt) {
        progress.endWith('up to date');
      }
    });
  }
});
