import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { AUTHORS } from '../../scripts/jupyter/environments.mjs';
import { inProject } from '../../scripts/project/paths.mjs';

/** Runs a program that authors of notebooks use. @param tool such as `nbgrader` @throws Error with what it said */
export function runAuthorTool(tool: string, args: readonly string[], directory: string): void {
  const bin = inProject('.test', AUTHORS.folder, 'bin');
  execFileSync(join(bin, tool), args, {
    cwd: directory,
    stdio: 'pipe',
    env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, JUPYTER_CONFIG_DIR: join(directory, '.config') },
  });
}
