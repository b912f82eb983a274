/**
 * `npm run test:truth`: what is told of runs in a real JupyterLab, the long tests too; `npm run test:jupyter`: the extension in every Jupyter that it
 * is for; `npm run test:webkit`, `npm run test:firefox`: the same journeys in these browsers. All set up what is missing, as `npm test` does.
 * What comes after the name goes to Playwright, such as `-g corpus`.
 */
import { spawnSync } from 'node:child_process';
import { Failure } from './terminal/failure.mjs';
import { runProgram } from './processes/run-program.mjs';
import { inProject } from './project/paths.mjs';
import { JUPYTER_SUITES, prepareEnvironments } from './testing/jupyter-suites.mjs';
import { findProjectNode, requireNode } from './toolchain/node.mjs';

const LOGS = inProject('.test', 'logs');

await runProgram(async () => {
  requireNode();
  const [name = '', ...args] = process.argv.slice(2);
  const suite = JUPYTER_SUITES.get(name);
  if (suite === undefined) {
    throw new Failure(`There are no tests "${name}" of JupyterLab. There are: ${[...JUPYTER_SUITES.keys()].join(', ')}.`);
  }
  await prepareEnvironments(suite.environments, { logDirectory: LOGS });
  const browser = await suite.prepareBrowser({ logDirectory: LOGS });
  const playwright = inProject('node_modules', '@playwright', 'test', 'cli.js');
  const { status } = spawnSync(findProjectNode(), [playwright, 'test', '--config', suite.config, ...(suite.args ?? []), ...args], {
    cwd: inProject('ui-tests'),
    env: { ...process.env, ...browser },
    stdio: 'inherit',
  });
  return status ?? 1;
});
