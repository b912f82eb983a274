/** `npm run audit`: asks the registry for known weaknesses of all packages in package-lock.json. Ends with 1 for grave ones, with 0 and a warning where nobody answered. */
import { spawnSync } from 'node:child_process';
import { readAudit } from './dependencies/audit-verdict.mjs';
import { ROOT } from './project/paths.mjs';
import { runProgram } from './processes/run-program.mjs';
import { npmCommand } from './toolchain/npm.mjs';

const MAX_REPORT_BYTES = 64 * 1024 * 1024;
/** GitHub shows such a line on the run's first page. */
const WARNING = process.env['GITHUB_ACTIONS'] === 'true' ? '::warning title=Not audited::' : '';

await runProgram(async () => {
  // With the development dependencies: the dashboard's libraries are among them, bundled into what is delivered.
  const { command, args } = npmCommand(['audit', '--json', '--package-lock-only']);
  const { stdout } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: MAX_REPORT_BYTES });
  const { kind, words } = readAudit(stdout ?? '');
  process.stdout.write(`${kind === 'unanswered' ? WARNING : ''}${words}\n`);
  return kind === 'weak' ? 1 : 0;
});
