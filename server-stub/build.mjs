/**
 * Bundles the server's command. Its libraries stay outside, as ordinary dependencies.
 * Usage: node build.mjs [OUTFILE], dist/cli.mjs if not given
 */
import { chmod } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const directory = fileURLToPath(new URL('.', import.meta.url));
const outfile = process.argv[2] ?? 'dist/cli.mjs';

await build({
  absWorkingDir: directory,
  entryPoints: ['src/operator/cli/cli.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22.13',
  packages: 'external',
  sourcemap: 'linked',
  banner: { js: '#!/usr/bin/env node' },
  logLevel: 'warning',
});
// It is the workspace's command, too: npm links to it.
await chmod(resolve(directory, outfile), 0o755);
