import { existsSync } from 'node:fs';
import { Failure } from '../terminal/failure.mjs';
import { inProject } from '../project/paths.mjs';

const MIN_NODE = 20;
const OWN_NODE = inProject('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * Refuses a Node that is too old to install the project's own.
 *
 * @throws {Failure}
 */
export function requireNode(version = process.versions.node) {
  if (Number.parseInt(version, 10) < MIN_NODE) {
    throw new Failure(
      `This needs Node ${String(MIN_NODE)} or newer, and this is Node ${version}. Get a current one from https://nodejs.org.`,
    );
  }
}

/** @returns {string} The Node that runs the project: the one among its dependencies, or the one at hand where that has no build for this machine. */
export function findProjectNode() {
  return existsSync(OWN_NODE) ? OWN_NODE : process.execPath;
}
