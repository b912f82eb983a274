import { expect, it } from 'vitest';

import { isSharedServer } from './shared-server';

it('a Jupyter server is shared where JupyterLab has a part of jupyter-collaboration', () => {
  expect(isSharedServer(['@jupyterlab/notebook-extension:tracker', '@jupyter/docprovider-extension:drive'])).toBe(true);
  expect(isSharedServer(['@jupyter/collaboration-extension:userMenu'])).toBe(true);
  expect(isSharedServer(['@jupyterlab/notebook-extension:tracker', 'jupyter-server-nbmodel:notebook-cell-executor'])).toBe(false);
});
