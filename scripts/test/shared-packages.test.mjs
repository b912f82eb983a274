import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from '../project/paths.mjs';

const { dependencies, jupyterlab } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));

it('what JupyterLab shares is asked for as widely as the package says, and not as the version that it was built with', () => {
  const ofJupyterLab = Object.entries(dependencies).filter(([name]) => /^@(?:jupyterlab|lumino)\/|^react$/u.test(name));
  const asked = Object.entries(jupyterlab.sharedPackages).map(([name, { requiredVersion }]) => [name, requiredVersion]);
  expect(asked).toEqual(ofJupyterLab);
});
