import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from '../project/paths.mjs';

const { dependencies, jupyterlab } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));

it('what JupyterLab shares is asked for as widely as the package says, and not as the version that it was built with', () => {
  const ofJupyterLab = Object.entries(dependencies).filter(([name]) => /^@(?:jupyterlab|lumino)\/|^react$/u.test(name));
  const shared = Object.entries(jupyterlab.sharedPackages).filter(([, how]) => how !== false);
  expect(shared.map(([name, { requiredVersion }]) => [name, requiredVersion])).toEqual(ofJupyterLab);
});

it('what JupyterLab has not is not shared: a share that could not be loaded once is not asked for again', () => {
  const own = Object.keys(dependencies).filter(name => !/^@(?:jupyterlab|lumino)\/|^react$/u.test(name));
  expect(Object.keys(jupyterlab.sharedPackages).filter(name => jupyterlab.sharedPackages[name] === false)).toEqual(own);
});
