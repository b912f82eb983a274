/** Run by `npm version NEW`: package.json holds the version of all that is released; the workspace of the server follows it. */
import { runQuietly } from './processes/quiet-command.mjs';
import { runProgram } from './processes/run-program.mjs';
import { inProject, ROOT } from './project/paths.mjs';
import { npmCommand } from './toolchain/npm.mjs';

await runProgram(async () => {
  const version = process.env['npm_package_version'] ?? '';
  const common = { cwd: ROOT, logFile: inProject('.build', 'logs', 'version.log') };
  const args = ['version', version, '--workspace', 'server-stub', '--no-git-tag-version', '--allow-same-version', '--no-workspaces-update'];
  await runQuietly({ ...npmCommand(args), ...common, purpose: 'give the server the same version' });
  const files = ['package.json', 'package-lock.json', 'server-stub/package.json'];
  await runQuietly({ command: 'git', args: ['add', ...files], ...common, purpose: 'put the new version into the commit' });
});
