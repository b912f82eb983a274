/** Run by `npm version NEW`: package.json holds the version of all that is released; the workspace of the server follows it, and so does the lock file. */
import { readFile, writeFile } from 'node:fs/promises';
import { runQuietly } from './processes/quiet-command.mjs';
import { runProgram } from './processes/run-program.mjs';
import { inProject, ROOT } from './project/paths.mjs';

const SERVER = 'server-stub';

await runProgram(async () => {
  const version = process.env['npm_package_version'] ?? '';
  await changeJson(`${SERVER}/package.json`, server => (server.version = version));
  // npm itself would either leave this line as it was or install everything anew.
  await changeJson('package-lock.json', lock => (lock.packages[SERVER].version = version));
  const files = ['package.json', 'package-lock.json', `${SERVER}/package.json`];
  const logFile = inProject('.build', 'logs', 'version.log');
  await runQuietly({ command: 'git', args: ['add', ...files], cwd: ROOT, logFile, purpose: 'put the new version into the commit' });
});

/**
 * Changes a file of JSON, and leaves it as npm writes it.
 *
 * @param {string} path
 * @param {(content: any) => void} change
 */
async function changeJson(path, change) {
  const content = JSON.parse(await readFile(inProject(path), 'utf8'));
  change(content);
  await writeFile(inProject(path), `${JSON.stringify(content, undefined, 2)}\n`);
}
