/**
 * Bundles the server's command: `cli.mjs`, which looks at Node, and beside it `program.mjs`, which it loads then, and `reading-program.mjs`, which a thread
 * of it runs.
 * Usage: node build.mjs [OUTFILE] [--self-contained]
 *   OUTFILE: dist/cli.mjs if not given
 *   --self-contained: with its libraries inside, which stay outside as ordinary dependencies otherwise; `inputs.json` beside it lists what is inside
 */
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const directory = fileURLToPath(new URL('.', import.meta.url));
const { values, positionals } = parseArgs({ options: { 'self-contained': { type: 'boolean', default: false } }, allowPositionals: true });
const isSelfContained = values['self-contained'];
const outfile = resolve(directory, positionals[0] ?? 'dist/cli.mjs');
/** What CommonJS libraries expect of the file they are in. */
const COMMON_JS = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  "import { dirname as __dirnameOf } from 'node:path';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
  'const __dirname = __dirnameOf(__filename);',
];

const PROGRAM = join(dirname(outfile), 'program.mjs');
/** What a thread of the program runs: it is started by its file. */
const READING_PROGRAM = join(dirname(outfile), 'reading-program.mjs');

/** The program is loaded when the first file has looked at Node, and so is a file of its own. @type {import('esbuild').Plugin} */
const programApart = {
  name: 'program-apart',
  // oxlint-disable-next-line require-unicode-regexp -- esbuild reads it as one of Go's, which know no flag
  setup: builder => builder.onResolve({ filter: /^\.\/program$/ }, () => ({ path: './program.mjs', external: true })),
};

/** @param {string} entry @param {string} file @param {Partial<import('esbuild').BuildOptions>} more */
const bundle = (entry, file, more) =>
  build({
    absWorkingDir: directory,
    entryPoints: [`src/${entry}`],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22.13',
    sourcemap: isSelfContained ? false : 'linked',
    metafile: true,
    write: false,
    logLevel: 'warning',
    ...more,
  });

const first = await bundle('operator/cli/cli.ts', outfile, { banner: { js: '#!/usr/bin/env node' }, plugins: [programApart] });
const program = await bundle('operator/cli/program.ts', PROGRAM, {
  packages: isSelfContained ? 'bundle' : 'external',
  ...(isSelfContained && { banner: { js: COMMON_JS.join('\n') }, minifySyntax: true, minifyWhitespace: true, legalComments: 'none' }),
});
const reading = await bundle('ingest/reading/reading-program.ts', READING_PROGRAM, {
  minifySyntax: isSelfContained,
  minifyWhitespace: isSelfContained,
});

await mkdir(dirname(outfile), { recursive: true });
for (const { path, contents } of [...first.outputFiles, ...program.outputFiles, ...reading.outputFiles]) {
  // Whole or not at all: another process may be starting from it.
  const unfinished = `${path}.${String(process.pid)}`;
  await writeFile(unfinished, contents);
  // It is the workspace's command, too: npm links to it.
  await chmod(unfinished, path === outfile ? 0o755 : 0o644);
  await rename(unfinished, path);
}
if (isSelfContained) {
  await writeFile(join(dirname(outfile), 'inputs.json'), JSON.stringify(Object.keys(program.metafile.inputs)));
}
