import { spawnSync } from 'node:child_process';
import { Failure } from '../terminal/failure.mjs';

/**
 * How to start npm: the one that started us, else the one on the path.
 *
 * @param {readonly string[]} args
 * @returns {{ command: string, args: string[] }}
 */
export function npmCommand(args) {
  const ours = process.env['npm_execpath'];
  if (ours !== undefined && /npm-cli\.[cm]?js$/u.test(ours)) {
    return { command: process.execPath, args: [ours, ...args] };
  }
  if (process.platform === 'win32') {
    return { command: 'cmd.exe', args: ['/d', '/s', '/c', 'npm', ...args] };
  }
  requireNpm();
  return { command: 'npm', args: [...args] };
}

function requireNpm() {
  if (spawnSync('npm', ['--version']).error !== undefined) {
    throw new Failure('npm was not found. It comes with Node; get it from https://nodejs.org.');
  }
}
