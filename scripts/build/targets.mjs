import { existsSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from '../processes/quiet-command.mjs';
import { inProject, ROOT } from '../project/paths.mjs';
import { findProjectNode } from '../toolchain/node.mjs';
import { prepareCoreDirectory } from './core-directory.mjs';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';

/**
 * @typedef {object} Target Something that is built with Node from files of the project.
 * @property {readonly string[]} inputs What it is built from.
 * @property {readonly string[]} outputs What is there when it was built; removed before it is built again.
 * @property {readonly Command[]} commands What builds it, one after the other.
 */

/** @typedef {{ script: string, args: readonly string[] | (() => Promise<readonly string[]>), cwd?: string }} Command A script for the project's Node. */

const SHARED_INPUTS = ['package.json', 'package-lock.json', 'tsconfig.build.json', 'tsconfig.base.json'].map(name => inProject(name));
export const LABEXTENSION = inProject('jupyterlab_cell_monitor', 'labextension');
export const BUILDER = inProject('node_modules', '@jupyterlab', 'builder', 'lib', 'build-labextension.js');
const BUNDLE_STUDENTS = inProject('scripts', 'build', 'bundle-students.mjs');
const SERVER = inProject('server-stub');
const SERVER_SOURCES = ['src', 'package.json', 'build.mjs'].map(name => join(SERVER, name));
const DASHBOARD_SOURCES = ['web', 'package.json', 'vite.config.ts', join('src', 'http', 'site', 'style-nonce.ts')].map(name =>
  join(SERVER, name),
);

/** @satisfies {Record<string, Target>} */
export const TARGETS = {
  extension: {
    inputs: [...SHARED_INPUTS, inProject('src'), inProject('style'), inProject('schema'), inProject('scripts', 'build', 'labextension')],
    outputs: [inProject('lib'), LABEXTENSION],
    commands: [
      { script: inProject('node_modules', 'typescript', 'bin', 'tsc'), args: ['-p', 'tsconfig.build.json'] },
      { script: BUILDER, args: async () => ['--core-path', await prepareCoreDirectory(), '.'] },
    ],
  },
  server: {
    inputs: [...SHARED_INPUTS, inProject('src', 'protocol'), ...SERVER_SOURCES],
    outputs: ['cli.mjs', 'program.mjs', 'reading-program.mjs'].map(name => join(SERVER, 'dist', name)),
    commands: [{ script: join(SERVER, 'build.mjs'), args: [], cwd: SERVER }],
  },
  dashboard: {
    inputs: [...SHARED_INPUTS, inProject('src', 'protocol'), ...DASHBOARD_SOURCES],
    outputs: [join(SERVER, 'dist', 'web')],
    commands: [{ script: inProject('node_modules', 'vite', 'bin', 'vite.js'), args: ['build'], cwd: SERVER }],
  },
  students: {
    inputs: [...SHARED_INPUTS, inProject('src'), inProject('simulation'), BUNDLE_STUDENTS],
    outputs: [inProject('simulation', 'dist')],
    commands: [{ script: BUNDLE_STUDENTS, args: [] }],
  },
};

/** @typedef {keyof typeof TARGETS} TargetName */

/** What people install and run; `students` is for the demo and for load. @type {readonly TargetName[]} */
export const PRODUCT = ['extension', 'server', 'dashboard'];

/**
 * Builds a part of the project, unless what it is built from has not changed since.
 *
 * @param {TargetName} name
 * @param {{ logDirectory: string }} options
 * @returns {Promise<boolean>} Whether it was built now.
 * @throws {import('../terminal/failure.mjs').Failure}
 */
export async function build(name, { logDirectory }) {
  /** @type {Target} */
  const target = TARGETS[name];
  const mark = fingerprint(target.inputs);
  const stampFile = stampFileOf(name);
  if (isStamped(stampFile, mark) && target.outputs.every(path => existsSync(path))) {
    return false;
  }
  await Promise.all(target.outputs.map(path => rm(path, { recursive: true, force: true })));
  for (const [index, command] of target.commands.entries()) {
    await runCommand(command, name, `${logDirectory}/build-${name}-${String(index + 1)}.log`);
  }
  stamp(stampFile, mark);
  return true;
}

/**
 * Makes the next `build` of it start anew: somebody else has written where it is built to.
 *
 * @param {TargetName} name
 */
export function forgetBuild(name) {
  rmSync(stampFileOf(name), { force: true });
}

/** @param {TargetName} name */
const stampFileOf = name => inProject('node_modules', '.cache', 'cell-monitor', name);

/**
 * @param {Command} command
 * @param {string} name
 * @param {string} logFile
 */
async function runCommand({ script, args, cwd = ROOT }, name, logFile) {
  const given = typeof args === 'function' ? await args() : args;
  await runQuietly({
    command: findProjectNode(),
    args: [script, ...given],
    cwd,
    // Whoever asks for it, a test too: with another value there React is bundled as its developers use it, larger and slower.
    env: { ...process.env, NODE_ENV: 'production' },
    logFile,
    purpose: `build the ${name}`,
    tailLines: 40,
  });
}
