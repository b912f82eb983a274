import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject } from '../project/paths.mjs';

/**
 * JupyterLab's builder wants a directory whose package.json tells what JupyterLab itself provides. The package core-meta has
 * that file under another name, so that no JupyterLab need be installed to build for one.
 *
 * @returns {Promise<string>} The directory.
 */
export async function prepareCoreDirectory() {
  const directory = inProject('node_modules', '.cache', 'cell-monitor-core');
  await mkdir(directory, { recursive: true });
  await copyFile(inProject('node_modules', '@jupyterlab', 'core-meta', 'core.package.json'), join(directory, 'package.json'));
  return directory;
}
