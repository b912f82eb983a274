/** `npm run bench:ingest`, `bench:blocks`, `bench:feed`, `bench:start`, `bench:export`, `bench:timeline`, `bench:text`, `bench:need`, `load`, `soak`, `chaos` and `attack`: what the server does on this machine, with a real Redis. */
import { installDependencies } from './build/dependencies.mjs';
import { runBundled } from './build/run-bundled.mjs';
import { build } from './build/targets.mjs';
import { inProject } from './project/paths.mjs';
import { Failure } from './terminal/failure.mjs';
import { runProgram } from './processes/run-program.mjs';
import { ensureRedisProgram } from './testing/redis-program.mjs';
import { requireNode } from './toolchain/node.mjs';

const LOGS = inProject('.build', 'logs');
const PROGRAMS = {
  bench: ['ingest', 'blocks', 'feed', 'start', 'export', 'timeline', 'text', 'need'],
  resilience: ['load', 'soak', 'chaos', 'attack'],
};

/** These start no server, or one inside themselves. */
const IN_ONE_PROCESS = new Set(['text', 'need']);

await runProgram(async () => {
  requireNode();
  const [name = '', ...args] = process.argv.slice(2);
  const folder = /** @type {(keyof typeof PROGRAMS)[]} */ (Object.keys(PROGRAMS)).find(place => PROGRAMS[place].includes(name));
  if (folder === undefined) {
    throw new Failure(`There is no measurement "${name}". There are: ${Object.values(PROGRAMS).flat().join(', ')}.`);
  }
  await installDependencies({ logDirectory: LOGS });
  if (!IN_ONE_PROCESS.has(name)) {
    await ensureRedisProgram({ logDirectory: LOGS });
    await build('server', { logDirectory: LOGS });
  }
  return runBundled({ entry: `${folder}/${name}/run.ts`, bundle: `.build/programs/${folder}-${name}.mjs`, args });
});
