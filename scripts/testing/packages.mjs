import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSdist } from '../build/sdist.mjs';
import { buildServerWheel, SERVER_PACKAGE } from '../build/server-package.mjs';
import { ensureEnvironment, installPackages, pythonOf } from '../jupyter/environment.mjs';
import { runQuietly } from '../processes/quiet-command.mjs';
import { inProject } from '../project/paths.mjs';
import { Failure } from '../terminal/failure.mjs';
import { npmCommand } from '../toolchain/npm.mjs';
import { findPython } from '../toolchain/python.mjs';

/** Nothing but pip and what the test is about: made anew each time. */
const CLEAN = inProject('.test', 'server-venv');
const CHECKERS = inProject('.test', 'checkers-venv');
const TEST = inProject('python-server', 'tests', 'test_server.py');

/** What somebody needs who builds the extension from the archive, and what a person sees on PyPI. */
const REQUIRE_SOURCES = `
import re, sys, tarfile
archive = tarfile.open(sys.argv[1])
names = {name.split("/", 1)[-1]: name for name in archive.getnames()}
needed = ["src/index.ts", "style/base.raw.css", "scripts/build/labextension/webpack.config.cjs", "schema/plugin.json", "scripts/build.mjs", "package.json", "package-lock.json", "tsconfig.build.json",
          "tsconfig.base.json", "build_extension.py", "pypi_readme.py", "server-stub/package.json", "ui-tests/package.json", "LICENSE", "jupyterlab_cell_monitor/labextension/package.json"]
missing = [name for name in needed if name not in names]
assert not missing, f"not in the archive: {missing}"
metadata = archive.extractfile(names["PKG-INFO"]).read().decode()
relative = [target for target in re.findall(r"\\]\\(([^)\\s]+)\\)", metadata) if not re.match(r"https:|#", target)]
assert not relative, f"links that lead nowhere on PyPI: {relative}"
for header in ["Project-URL: Homepage", "Project-URL: Repository", "Project-URL: Bug Tracker", "Author"]:
    assert header in metadata, f"{header} is not told"
`;

/**
 * Checks the packages as the registries would, and the server's wheel as a person with Python alone would use it.
 *
 * @param {{ logDirectory: string, extensionWheel: () => Promise<string> }} options
 * @throws {Failure}
 */
export async function testPackages({ logDirectory, extensionWheel }) {
  const python = findPython().command;
  await ensureEnvironment({ directory: CHECKERS, python, logDirectory });
  const wheels = [await extensionWheel(), await buildServerWheel({ python: pythonOf(CHECKERS), logDirectory })];
  await installPackages(
    CHECKERS,
    ['build', 'twine', 'check-wheel-contents'],
    'install what packs and checks',
    `${logDirectory}/checkers.log`,
  );
  const checks = pythonRunner(CHECKERS, logDirectory);
  const sdist = await buildSdist({ python: pythonOf(CHECKERS), logDirectory });
  await checks('twine', ['-m', 'twine', 'check', '--strict', ...wheels, sdist], 'find the packages good for PyPI');
  await checks('sdist-sources', ['-c', REQUIRE_SOURCES, sdist], 'find the sources and the lock file in what is packed of them');
  await checks('wheel-contents', ['-m', 'check_wheel_contents', ...wheels], 'find the wheels well packed');
  await runQuietly({
    ...npmCommand(['pack', '--dry-run', '--ignore-scripts']),
    cwd: SERVER_PACKAGE,
    logFile: `${logDirectory}/npm-pack.log`,
    purpose: 'pack the server for npm',
  });
  requireSelfContained();

  await rm(CLEAN, { recursive: true, force: true });
  await ensureEnvironment({ directory: CLEAN, python, logDirectory });
  await installPackages(CLEAN, wheels, 'install the wheels', `${logDirectory}/server-install.log`);
  const clean = pythonRunner(CLEAN, logDirectory);
  await clean('pip-check', ['-m', 'pip', 'check'], 'find the installed packages to agree');
  await clean('server-wheel-tests', ['-B', TEST], 'pass the tests of the server with Python alone');
}

/** @param {string} environment @param {string} logDirectory */
const pythonRunner =
  (environment, logDirectory) =>
  /** @param {string} name @param {readonly string[]} args @param {string} purpose */
  (name, args, purpose) =>
    runQuietly({ command: pythonOf(environment), args, logFile: `${logDirectory}/${name}.log`, purpose, tailLines: 60 });

/** Whatever the published package asked for would be installed beside what it holds already. */
function requireSelfContained() {
  const described = JSON.parse(readFileSync(join(SERVER_PACKAGE, 'package.json'), 'utf8'));
  const files = readdirSync(SERVER_PACKAGE, { recursive: true }).map(String);
  if (described.dependencies !== undefined || !files.includes('THIRD-PARTY-NOTICES.txt') || files.some(name => name.endsWith('.map'))) {
    throw new Failure('The package for npm must hold all it needs, say whose work that is, and hold no source maps.');
  }
}
