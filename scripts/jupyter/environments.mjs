import { inProject } from '../project/paths.mjs';
import { findPython } from '../toolchain/python.mjs';
import { runQuietly } from '../processes/quiet-command.mjs';
import { ensureJupyterLab, ensureWheelInstalled, JUPYTERLAB, pythonOf } from './environment.mjs';

/**
 * @typedef {object} TestEnvironment
 * @property {string} folder Below `.test`.
 * @property {readonly string[]} packages
 * @property {string} [installer] A module that has still to be run, for a kernel that pip alone does not make known to Jupyter.
 */

/** JupyterLab with what authors make notebooks for a class with. */
export const AUTHORS = { folder: 'venv-authors', packages: [JUPYTERLAB, 'nbgrader==0.9.6', 'otter-grader==6.1.6'] };

/** JupyterLab whose server runs the cells, and not the page. */
export const SERVER_SIDE = { folder: 'venv-nbmodel', packages: [JUPYTERLAB, 'jupyter-server-nbmodel==0.2.9'] };

/** The oldest JupyterLab that the extension runs in, and one between it and the newest. */
export const OLDEST_LAB = { folder: 'venv-lab-4.0', packages: ['jupyterlab==4.0.*'] };
export const LAB_42 = { folder: 'venv-lab-4.2', packages: ['jupyterlab==4.2.*'] };

/** Notebook 7, which has a page for each notebook and no status bar. */
export const OLDEST_NOTEBOOK = { folder: 'venv-notebook-7.0', packages: ['notebook==7.0.*'] };
export const NEWEST_NOTEBOOK = { folder: 'venv-notebook', packages: ['notebook==7.6.*'] };

/** JupyterLab in which several people share one server and its notebooks. */
export const COLLABORATION = { folder: 'venv-collaboration', packages: [JUPYTERLAB, 'jupyter-collaboration==5.0.4'] };

/** JupyterLab in Japanese, with kernels that are not ipykernel. */
export const OTHER_KERNELS = {
  folder: 'venv-kernels',
  packages: [JUPYTERLAB, 'jupyterlab-language-pack-ja-JP==4.5.post3', 'bash_kernel==0.10.0', 'xeus-python==0.19.0'],
  installer: 'bash_kernel.install',
};

/** What builds JupyterLite, Jupyter in the browser alone, with a kernel that needs neither a server nor a network. */
export const LITE = {
  folder: 'venv-lite',
  packages: ['jupyterlite-core[contents,translation]==0.8.6', 'jupyterlite-javascript-kernel==0.3.0'],
};

/**
 * Makes the environments of tests that need other packages than the extension's own, each with the extension, unless they are there already.
 *
 * @param {readonly TestEnvironment[]} environments
 * @param {{ wheel: string, logDirectory: string }} options `wheel`: of the extension.
 * @throws {import('../terminal/failure.mjs').Failure}
 */
export async function ensureTestEnvironments(environments, { wheel, logDirectory }) {
  for (const { folder, packages, installer } of environments) {
    const directory = inProject('.test', folder);
    const isNew = await ensureJupyterLab({ directory, python: findPython().command, logDirectory, packages });
    if (isNew && installer !== undefined) {
      await runQuietly({
        command: pythonOf(directory),
        args: ['-m', installer, '--sys-prefix'],
        logFile: `${logDirectory}/${installer}.log`,
        purpose: 'install a kernel',
      });
    }
    await ensureWheelInstalled({ directory, wheel, logDirectory });
  }
}
