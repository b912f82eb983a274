import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from '../project/paths.mjs';

const { dependencies, jupyterlab } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));

it('what JupyterLab shares is taken as it is: its version is judged by what the package says, before the page, and with no code in it', () => {
  const ofJupyterLab = Object.keys(dependencies).filter(name => /^@(?:jupyterlab|lumino)\/|^react$/u.test(name));
  const shared = Object.entries(jupyterlab.sharedPackages).filter(([, how]) => how !== false);
  expect(shared).toEqual(ofJupyterLab.map(name => [name, { requiredVersion: false }]));
});

it('what JupyterLab has not is not shared: a share that could not be loaded once is not asked for again', () => {
  const own = Object.keys(dependencies).filter(name => !/^@(?:jupyterlab|lumino)\/|^react$/u.test(name));
  expect(Object.keys(jupyterlab.sharedPackages).filter(name => jupyterlab.sharedPackages[name] === false)).toEqual(own);
});
