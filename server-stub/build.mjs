/**
 * Bundles the server's command: `cli.mjs`, which looks at Node, and beside it `program.mjs`, which it loads then.
 * Usage: node build.mjs [OUTFILE] [--self-contained]
 *   OUTFILE: dist/cli.mjs if not given
 *   --self-contained: with its libraries inside, which stay outside as ordinary dependencies otherwise; a list of what is inside lies beside it
 */
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const directory = fileURLToPath(new URL('.', import.meta.url));
const { values, positionals } = parseArgs({ options: { 'self-contained': { type: 'boolean', default: false } }, allowPositionals: true });
const isSelfContained = values['self-contained'];
const outfile = resolve(directory, positionals[0] ?? 'dist/cli.mjs');
const HASHBANG = '#!/usr/bin/env node';
/** What CommonJS libraries expect of the file they are in. */
const COMMON_JS = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  "import { dirname as __dirnameOf } from 'node:path';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
  'const __dirname = __dirnameOf(__filename);',
];

const { outputFiles, metafile } = await build({
  absWorkingDir: directory,
  entryPoints: [{ in: 'src/operator/cli/cli.ts', out: basename(outfile, '.mjs') }],
  outdir: dirname(outfile),
  outExtension: { '.js': '.mjs' },
  chunkNames: '[name]',
  splitting: true,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22.13',
  packages: isSelfContained ? 'bundle' : 'external',
  sourcemap: isSelfContained ? false : 'linked',
  metafile: true,
  write: false,
  banner: { js: [HASHBANG, ...(isSelfContained ? COMMON_JS : [])].join('\n') },
  logLevel: 'warning',
});

await mkdir(dirname(outfile), { recursive: true });
for (const { path, contents } of outputFiles) {
  // Whole or not at all: another process may be starting from it.
  const unfinished = `${path}.${String(process.pid)}`;
  await writeFile(unfinished, contents);
  // It is the workspace's command, too: npm links to it.
  await chmod(unfinished, path === outfile ? 0o755 : 0o644);
  await rename(unfinished, path);
}
if (isSelfContained) {
  await writeFile(`${outfile}.inputs.json`, JSON.stringify(Object.keys(metafile.inputs)));
}
