import { ensureEnvironment, installPackages, pythonOf } from '../jupyter/environment.mjs';
import { runQuietly } from '../processes/quiet-command.mjs';
import { inProject } from '../project/paths.mjs';
import { findProjectNode } from '../toolchain/node.mjs';
import { findPython } from '../toolchain/python.mjs';

const ENVIRONMENT = inProject('.test', 'exports-venv');
/** One that each Python of ours can have. */
const PANDAS = 'pandas>=2.2,<4';
const TEST = inProject('docs', 'exports', 'test_read_exports.py');

/**
 * Runs the notebook that reads exports with pandas over what the built server exports.
 *
 * @param {{ logDirectory: string }} options
 * @throws {import('../terminal/failure.mjs').Failure}
 */
export async function testExports({ logDirectory }) {
  await ensureEnvironment({ directory: ENVIRONMENT, python: findPython().command, logDirectory });
  await installPackages(ENVIRONMENT, [PANDAS], 'install pandas', `${logDirectory}/pandas.log`);
  await runQuietly({
    command: pythonOf(ENVIRONMENT),
    args: ['-B', TEST],
    env: { ...process.env, CELL_MONITOR_TEST_NODE: findProjectNode() },
    logFile: `${logDirectory}/exports.log`,
    purpose: 'read the exports with pandas',
    tailLines: 60,
  });
}
