import { installDependencies } from './dependencies.mjs';
import { startChild } from '../processes/child.mjs';
import { inProject, ROOT } from '../project/paths.mjs';
import { findProjectNode } from '../toolchain/node.mjs';

/**
 * Bundles a TypeScript program of the project and runs it in the foreground, in the project's root.
 *
 * @param {{ entry: string, bundle: string, args: readonly string[] }} program `entry`, `bundle`: from the project's root. Packages
 *   stay outside the bundle, so that it must lie inside the project.
 * @returns {Promise<number>} The program's exit code.
 * @throws {import('../terminal/failure.mjs').Failure}
 */
export async function runBundled({ entry, bundle, args }) {
  await installDependencies({ logDirectory: inProject('.build', 'logs') });
  // Not there before the dependencies are.
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22.13',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const child = startChild(findProjectNode(), ['--enable-source-maps', inProject(bundle), ...args], { cwd: ROOT, stdio: 'inherit' });
  const { code } = await child.ended;
  return code ?? 1;
}
