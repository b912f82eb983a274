/** Bundles the simulated students into simulation/dist/students.mjs, the extension's own delivery code with them. */
import { build } from 'esbuild';
import { ROOT } from '../project/paths.mjs';

await build({
  absWorkingDir: ROOT,
  entryPoints: ['simulation/students/students.ts'],
  outfile: 'simulation/dist/students.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22.13',
  logLevel: 'warning',
});
