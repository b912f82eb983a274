/**
 * `npm run screenshots` takes the dashboard's pictures for `docs/images` anew, and with `-- --questions` those of three classes, each with the ten questions
 * that the first screen answers and their true answers, in `.test/questions`; `npm run bench:page` measures what its page costs, and
 * with `-- --first-load` how soon a slow phone shows who needs somebody (`MINUTES`, `STUDENTS` and `EVENTS_PER_SECOND` say how long, how many and how much). Both drive a real browser and the real server.
 */
import { spawnSync } from 'node:child_process';
import { installDependencies } from './build/dependencies.mjs';
import { inProject } from './project/paths.mjs';
import { Failure } from './terminal/failure.mjs';
import { runProgram } from './processes/run-program.mjs';
import { ensureBrowser } from './testing/browser-program.mjs';
import { ensureJapaneseFont } from './testing/japanese-font.mjs';
import { findProjectNode, requireNode } from './toolchain/node.mjs';

const LOGS = inProject('.test', 'logs');
/** Each program with its options, and which of its files an option runs. */
const PROGRAMS = {
  screenshots: { '': 'dashboard.spec', '--questions': 'questions.spec' },
  measurements: { '': 'page.spec', '--first-load': 'first-load.spec' },
};

await runProgram(async () => {
  requireNode();
  const [name = '', option = ''] = process.argv.slice(2);
  /** @type {Readonly<Record<string, string>> | undefined} */
  const files = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[/** @type {keyof typeof PROGRAMS} */ (name)] : undefined;
  if (files === undefined) {
    throw new Failure(`There is no program "${name}". There are: ${Object.keys(PROGRAMS).join(', ')}.`);
  }
  const file = files[option];
  if (file === undefined) {
    throw new Failure(`There is no option "${option}". There are: ${Object.keys(files).filter(Boolean).join(', ') || 'none'}.`);
  }
  await installDependencies({ logDirectory: LOGS });
  const browser = await ensureBrowser({ logDirectory: LOGS });
  if (!(await ensureJapaneseFont({ logDirectory: LOGS }))) {
    console.warn(
      'No font here has Japanese letters: its pictures will show boxes. Install one, on Debian and Ubuntu: sudo apt install fonts-noto-cjk',
    );
  }
  const playwright = inProject('node_modules', '@playwright', 'test', 'cli.js');
  const { status } = spawnSync(findProjectNode(), [playwright, 'test', '--config', `${name}.config.ts`, file], {
    cwd: inProject('ui-tests'),
    env: { ...process.env, ...(browser !== undefined && { CELL_MONITOR_TEST_BROWSER: browser }) },
    stdio: 'inherit',
  });
  return status ?? 1;
});
