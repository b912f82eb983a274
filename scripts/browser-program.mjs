/**
 * `npm run screenshots` takes the dashboard's pictures for `docs/images` anew, and with `-- --questions` those of three classes, each with the ten questions
 * that the first screen answers and their true answers, in `.test/questions`; `npm run bench:page` measures what its page costs
 * (`MINUTES`, `STUDENTS` and `EVENTS_PER_SECOND` say how long, how many and how much). Both drive a real browser and the real server.
 */
import { spawnSync } from 'node:child_process';
import { installDependencies } from './build/dependencies.mjs';
import { inProject } from './project/paths.mjs';
import { Failure } from './terminal/failure.mjs';
import { runProgram } from './processes/run-program.mjs';
import { ensureBrowser } from './testing/browser-program.mjs';
import { findProjectNode, requireNode } from './toolchain/node.mjs';

const LOGS = inProject('.test', 'logs');
const PROGRAMS = ['screenshots', 'measurements'];
/** What each program's options run of it. */
const FILES = { '--questions': 'questions.spec' };

await runProgram(async () => {
  requireNode();
  const [name = '', option] = process.argv.slice(2);
  if (!PROGRAMS.includes(name)) {
    throw new Failure(`There is no program "${name}". There are: ${PROGRAMS.join(', ')}.`);
  }
  const file = name === 'screenshots' ? (option === undefined ? 'dashboard.spec' : FILES[/** @type {keyof typeof FILES} */ (option)]) : '';
  if (file === undefined || (name !== 'screenshots' && option !== undefined)) {
    throw new Failure(`There is no option ${String(option)}. There is: screenshots ${Object.keys(FILES).join(', ')}.`);
  }
  await installDependencies({ logDirectory: LOGS });
  const browser = await ensureBrowser({ logDirectory: LOGS });
  const playwright = inProject('node_modules', '@playwright', 'test', 'cli.js');
  const { status } = spawnSync(findProjectNode(), [playwright, 'test', '--config', `${name}.config.ts`, ...(file === '' ? [] : [file])], {
    cwd: inProject('ui-tests'),
    env: { ...process.env, ...(browser !== undefined && { CELL_MONITOR_TEST_BROWSER: browser }) },
    stdio: 'inherit',
  });
  return status ?? 1;
});
