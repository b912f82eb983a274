/** `npm test`: sets up what is missing, then checks and tests everything. `node scripts/test.mjs ui` runs the browser tests alone. */
import { rm } from 'node:fs/promises';
import { installDependencies } from './build/dependencies.mjs';
import { Failure } from './terminal/failure.mjs';
import { createProgress, formatSeconds } from './terminal/progress.mjs';
import { runProgram } from './processes/run-program.mjs';
import { workAhead } from './testing/ahead.mjs';
import { describeCounts, readPlaywrightCounts, readVitestCounts } from './testing/counts.mjs';
import { LOGS, PLAYWRIGHT_REPORTS, STAGES, VITEST_REPORT } from './testing/stages.mjs';
import { requireNode } from './toolchain/node.mjs';

const write = (/** @type {string} */ text) => void process.stdout.write(text);

/** @param {readonly string[]} args */
function chooseStages(args) {
  const [kind, ...more] = args;
  if (kind === undefined) {
    return STAGES;
  }
  if ((kind !== 'ui' && kind !== 'code') || more.length > 0) {
    throw new Failure(`There is no part called "${args.join(' ')}" of the tests. There are: code, ui; without a name, all.`);
  }
  return STAGES.filter(stage => stage.kinds.includes(kind));
}

async function forgetOldReports() {
  await Promise.all([VITEST_REPORT, ...PLAYWRIGHT_REPORTS].map(file => rm(file, { force: true })));
}

await runProgram(async stopped => {
  requireNode();
  const stages = chooseStages(process.argv.slice(2));
  const startedMs = performance.now();
  await forgetOldReports();
  const progress = createProgress({ total: 1 + stages.length, write, nowMs: () => performance.now() });
  let failure;
  try {
    await progress.step('Node packages', () => installDependencies({ logDirectory: LOGS }));
    const ready = workAhead(stages);
    for (const stage of stages) {
      await progress.step(stage.title, async () => {
        await ready.get(stage);
        await stage.work?.();
      });
    }
  } catch (error) {
    if (!(error instanceof Failure) || stopped.aborted) {
      throw error;
    }
    failure = error;
  }
  const counts = await Promise.all([readVitestCounts(VITEST_REPORT), ...PLAYWRIGHT_REPORTS.map(readPlaywrightCounts)]);
  write(failure === undefined ? '' : failure.describe());
  write(`\nin ${formatSeconds(performance.now() - startedMs)}\n${describeCounts(counts)}\n`);
  return failure === undefined ? 0 : 1;
});
