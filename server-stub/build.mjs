/**
 * Bundles the server's command. Its libraries stay outside, as ordinary dependencies.
 * Usage: node build.mjs [OUTFILE], dist/cli.mjs if not given
 */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

await build({
  absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
  entryPoints: ['src/cli.ts'],
  outfile: process.argv[2] ?? 'dist/cli.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22.13',
  packages: 'external',
  sourcemap: 'linked',
  banner: { js: '#!/usr/bin/env node' },
  logLevel: 'warning',
});
